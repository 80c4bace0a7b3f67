import type { AddressRow } from './records'

export type SeedOrganization = {
  name: string
  email: string | null
  /** Nine digits that pass the eleven-test, or a foreign number in full. */
  vat: string | null
  address: AddressRow
}

export type SeedPerson = {
  first: string
  prefix: string | null
  family: string
  email: string | null
  address: AddressRow
}

type OrganizationEntry = [name: string, email: string | null, vat: string | null, address: AddressRow]
type PersonEntry = [first: string, prefix: string | null, family: string, email: string | null, address: AddressRow]

const nl = (line1: string, postalCode: string, locality: string): AddressRow => ({
  line1,
  postalCode,
  locality,
  countryCode: 'NL',
})

/**
 * The customers of Breekijzer B.V. The first eight also exist in the books of the accounting sandbox, where the
 * capitals of their addresses differ; two relations share `administratie@vissergroep.example`.
 */
const organizations: readonly OrganizationEntry[] = [
  [
    'Bakkerij De Gouden Korenaar B.V.',
    'administratie@goudenkorenaar.example',
    '626018158',
    nl('Marktstraat 12', '7411 CD', 'Deventer'),
  ],
  [
    'Installatiebedrijf Hofstra B.V.',
    'crediteuren@hofstra-installatie.example',
    '183016610',
    nl('De Zwette 8a', '8912 AN', 'Leeuwarden'),
  ],
  ['Reclamebureau Kleurrijk', 'info@kleurrijk.example', '418609135', nl('Oudegracht 231', '3511 NK', 'Utrecht')],
  [
    'Stichting Zorgpunt Oost',
    'facturen@zorgpuntoost.example',
    '346281945',
    nl('Molenstraat 40', '7511 DK', 'Enschede'),
  ],
  ["Café 't Hoekje V.O.F.", 'kas@thoekje.example', '921993511', nl('Nieuwe Kerkstraat 3-H', '1018 DX', 'Amsterdam')],
  [
    'Advocatenkantoor Mr. J. de Wit & Partners',
    'boekhouding@dewitpartners.example',
    '919093784',
    nl('Lange Voorhout 77', '2514 EB', 'Den Haag'),
  ],
  [
    'Transportbedrijf Van Dongen B.V.',
    'facturatie@vandongentransport.example',
    '757975434',
    nl('Havenweg 101', '3089 JK', 'Rotterdam'),
  ],
  [
    'Dubbelop Handelsonderneming B.V.',
    'inkoop@dubbelop.example',
    '331948758',
    nl('Industrieweg 22', '5753 PB', 'Deurne'),
  ],
  ['Visser Vastgoed B.V.', 'administratie@vissergroep.example', '849118621', nl('Kade 5', '4381 DA', 'Vlissingen')],
  ['Visser Beheer B.V.', 'administratie@vissergroep.example', '627601893', nl('Kade 5', '4381 DA', 'Vlissingen')],
  ['Camping De Zeven Linden', null, '655979712', nl('Zevenlindseweg 6', '3744 BC', 'Baarn')],
  ['Hoveniersbedrijf Groen & Zn.', null, '247104978', nl('Dorpsstraat 118', '6741 AL', 'Lunteren')],
  ['Kapsalon Knip en Co', null, null, nl('Hoofdstraat 9', '9401 LA', 'Assen')],
  [
    'Coöperatie De Gezonde Zaak U.A.',
    'info@gezondezaak.example',
    '565075299',
    nl('Parklaan 54', '5613 BH', 'Eindhoven'),
  ],
  [
    'Ünlü & Çelik Tegelwerken',
    'unlu@tegelwerken.example',
    '270342369',
    nl('Spaarndammerdijk 300', '1014 AE', 'Amsterdam'),
  ],
  [
    'Van den Broek & Zonen Installatietechniek, Loodgieters- en Dakdekkersbedrijf Noordoost-Nederland B.V.',
    'administratie@vandenbroek-zonen.example',
    '771276849',
    nl('Burgemeester Van Roijenstraat Oost 114-116', '9611 BP', 'Sappemeer'),
  ],
  [
    '<Kop> & Staart "Design" B.V.',
    'hallo@kopenstaart.example',
    '368465639',
    nl("'s-Gravelandseweg 80", '1217 EW', 'Hilversum'),
  ],
  [
    'Drukkerij Offset Oost B.V.',
    'offerte@offsetoost.example',
    '312233073',
    nl('Ambachtstraat 4', '7051 AB', 'Varsseveld'),
  ],
  ['Makelaardij Het Oude Huys', 'info@oudehuys.example', '344026851', nl('Vismarkt 2', '8011 TA', 'Zwolle')],
  [
    'Fysiotherapie Centrum Noord',
    'praktijk@fysionoord.example',
    '628907862',
    nl('Rijksweg 61', '9731 AB', 'Groningen'),
  ],
  [
    'Sportvereniging Vooruit 1921',
    'penningmeester@vooruit1921.example',
    null,
    nl('Sportlaan 1', '2171 VK', 'Sassenheim'),
  ],
  [
    'Basisschool De Regenboog',
    'administratie@regenboogschool.example',
    null,
    nl('Schoolplein 7', '5241 BX', 'Rosmalen'),
  ],
  ['Gemeente Waterwijk', 'crediteuren@waterwijk.example', '766176034', nl('Raadhuisplein 1', '1315 NB', 'Almere')],
  ['Waterschap Laagland', 'facturen@waterschaplaagland.example', '237215901', nl('Dijkweg 50', '1619 HA', 'Andijk')],
  [
    'Bouwbedrijf Stevig B.V.',
    'inkoopfacturen@stevigbouw.example',
    '209281595',
    nl('Bouwmeester 14', '7731 HB', 'Ommen'),
  ],
  ['Onderaannemer Metsel & Voeg', 'metselvoeg@bouwpost.example', '113962459', nl('Leem 19', '5571 DA', 'Bergeijk')],
  ['Staalbouw Limburg B.V.', 'ap@staalbouwlimburg.example', '671177771', nl('Mijnweg 200', '6167 AC', 'Geleen')],
  ['Kwekerij Tulpenpracht', 'kantoor@tulpenpracht.example', '512154727', nl('Bollenlaan 33', '2182 CA', 'Hillegom')],
  ['Zuivelhandel De Melkbus', 'info@demelkbus.example', '903852809', nl('Kaasmarkt 8', '1811 JR', 'Alkmaar')],
  [
    'Hotel Restaurant De Wadden',
    'receptie@dewadden.example',
    '941485250',
    nl('Strandweg 2', '8881 DW', 'West-Terschelling'),
  ],
  ['Autobedrijf Snelders', 'werkplaats@snelders.example', '463387508', nl('Rondweg 90', '6845 BL', 'Arnhem')],
  [
    'IT-Partners Midden-Nederland B.V.',
    'finance@itpartners-mn.example',
    '147439577',
    nl('Plotterweg 24', '3821 BB', 'Amersfoort'),
  ],
  [
    'Uitgeverij Letterlust',
    'royalties@letterlust.example',
    '651313739',
    nl('Keizersgracht 450', '1016 GD', 'Amsterdam'),
  ],
  ['Notariskantoor Zegel', 'kantoor@zegelnotaris.example', '637990754', nl('Hofplein 3', '4331 CK', 'Middelburg')],
  [
    'Timmerfabriek De Schaaf B.V.',
    'schaaf@timmerfabriek.example',
    '216372653',
    nl('Houtweg 77', '5301 LB', 'Zaltbommel'),
  ],
  ['Evenementenbureau Hoera!', 'hoera@evenement.example', '267612229', nl('Stationsplein 45', '3013 AK', 'Rotterdam')],
  ['Tandartspraktijk Glimlach', 'balie@glimlach.example', '129729978', nl('Beatrixlaan 10', '2283 BA', 'Rijswijk')],
  ['Wijnimport Bacchus B.V.', 'proeverij@bacchuswijn.example', '926330433', nl('Wijnhaven 60', '3011 WT', 'Rotterdam')],
  // Foreign customers: inside the EU with a VAT number, and outside.
  [
    'Müller Maschinenbau GmbH',
    'rechnung@mueller-maschinen.example',
    'DE352427310',
    { line1: 'Industriestraße 14', postalCode: '47533', locality: 'Kleve', countryCode: 'DE' },
  ],
  [
    'Boulangerie Dupont SARL',
    'compta@boulangerie-dupont.example',
    'FR63698817699',
    { line1: '12 Rue de la République', postalCode: '59000', locality: 'Lille', countryCode: 'FR' },
  ],
  [
    'Vlaamse Vlonders BV',
    'boekhouding@vlaamsevlonders.example',
    'BE0542733707',
    { line1: 'Kerkstraat 1', postalCode: '2000', locality: 'Antwerpen', countryCode: 'BE' },
  ],
  [
    'Brüder Schmidt KG',
    'buchhaltung@bruederschmidt.example',
    'DE772326864',
    { line1: 'Hafenstraße 2', postalCode: '20457', locality: 'Hamburg', countryCode: 'DE' },
  ],
  [
    'Highland Outfitters Ltd',
    'accounts@highland-outfitters.example',
    null,
    { line1: '4 Castle Street', postalCode: 'IV2 3EA', locality: 'Inverness', countryCode: 'GB' },
  ],
  [
    'Alpenblick Treuhand AG',
    'kreditoren@alpenblick.example',
    null,
    { line1: 'Bahnhofstrasse 10', postalCode: '8001', locality: 'Zürich', countryCode: 'CH' },
  ],
  [
    'Blue Ridge Software Inc.',
    'ap@blueridge-software.example',
    null,
    { line1: '200 Main Street', postalCode: '24011', locality: 'Roanoke, VA', countryCode: 'US' },
  ],
]

/** Private customers (B2C). One has no e-mail address, one shares that of a company. */
const persons: readonly PersonEntry[] = [
  ['Anna', 'de', 'Vries', 'anna.devries@post.example', nl('Lindelaan 4', '1405 AB', 'Bussum')],
  ['Pieter', 'van der', 'Meer', 'p.vandermeer@post.example', nl('Zeeweg 18', '2051 EC', 'Overveen')],
  ['Fatima', null, 'El Amrani', 'fatima@post.example', nl('Goudsesingel 90', '3011 KD', 'Rotterdam')],
  ['Jan', null, 'Jansen', null, nl('Achterweg 2', '8081 AA', 'Elburg')],
  ['Sofie', "van 't", 'Hof', 'sofie@post.example', nl('Hofje 1', '2312 WK', 'Leiden')],
  ['Kees', null, 'Visser', 'administratie@vissergroep.example', nl('Boulevard 12', '4381 AB', 'Vlissingen')],
  ['Zoë', null, 'Brontë-Müller', 'zoe@post.example', nl('Singel 8', '6511 AA', 'Nijmegen')],
  ['Mohammed', 'el', 'Idrissi', 'm.elidrissi@post.example', nl('Kanaalstraat 77', '3531 CC', 'Utrecht')],
]

export const seedOrganizations: readonly SeedOrganization[] = organizations.map(([name, email, vat, address]) => ({
  name,
  email,
  vat: vat && /^\d{9}$/.test(vat) ? `NL${vat}B01` : vat,
  address,
}))

export const seedPersons: readonly SeedPerson[] = persons.map(([first, prefix, family, email, address]) => ({
  first,
  prefix,
  family,
  email,
  address,
}))
