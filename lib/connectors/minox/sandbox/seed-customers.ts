import type { CustomerRow } from './records'

/** Name, e-mail address, street, postal code, town; as a bookkeeper once typed them. */
type Entry = [name: string, email: string, street: string, postalCode: string, city: string]

/**
 * Debtors that are also relations in the source. Of the first eight the address has other capitals there;
 * `inkoop@dubbelop.example` belongs to two debtors, so that it identifies neither.
 */
const shared: readonly Entry[] = [
  ['Bakkerij De Gouden Korenaar', 'Administratie@GoudenKorenaar.example', 'Marktstraat 12', '7411 CD', 'Deventer'],
  ['Hofstra Installaties', 'CREDITEUREN@HOFSTRA-INSTALLATIE.EXAMPLE', 'De Zwette 8', '8912 AN', 'Leeuwarden'],
  ['Reclamebureau Kleurrijk', 'Info@kleurrijk.example', 'Oudegracht 231', '3511 NK', 'Utrecht'],
  ['St. Zorgpunt Oost', 'Facturen@ZorgpuntOost.example', 'Molenstraat 40', '7511 DK', 'Enschede'],
  ["Cafe 't Hoekje", 'Kas@THoekje.example', 'Nieuwe Kerkstraat 3', '1018 DX', 'Amsterdam'],
  ['De Wit & Partners Advocaten', 'boekhouding@DeWitPartners.example', 'Lange Voorhout 77', '2514 EB', 'Den Haag'],
  ['Van Dongen Transport', 'Facturatie@vandongentransport.EXAMPLE', 'Havenweg 101', '3089 JK', 'Rotterdam'],
  ['Dubbelop Handelsonderneming', 'Inkoop@dubbelop.example', 'Industrieweg 22', '5753 PB', 'Deurne'],
  ['Dubbelop Import', 'inkoop@dubbelop.example', 'Industrieweg 24', '5753 PB', 'Deurne'],
  ['Drukkerij Offset Oost', 'offerte@offsetoost.example', 'Ambachtstraat 4', '7051 AB', 'Varsseveld'],
  ['Bouwbedrijf Stevig', 'inkoopfacturen@stevigbouw.example', 'Bouwmeester 14', '7731 HB', 'Ommen'],
  ['Autobedrijf Snelders', 'werkplaats@snelders.example', 'Rondweg 90', '6845 BL', 'Arnhem'],
  ['Uitgeverij Letterlust', 'royalties@letterlust.example', 'Keizersgracht 450', '1016 GD', 'Amsterdam'],
]

const others: readonly Entry[] = [
  ['Aannemersbedrijf Kievit', 'kievit@aannemer.example', 'Weidelaan 3', '9203 KA', 'Drachten'],
  ['Accountantskantoor Balans', 'post@kantoorbalans.example', 'Brink 12', '9401 HS', 'Assen'],
  ['Antiquariaat De Slegte Rug', 'boek@slegterug.example', 'Nieuwstad 7', '7201 NL', 'Zutphen'],
  ['Apotheek De Vijzel', 'apotheek@vijzel.example', 'Kerkplein 2', '3881 BB', 'Putten'],
  ['Architectenbureau Schets', 'administratie@bureauschets.example', 'Westersingel 40', '3014 GT', 'Rotterdam'],
  ['Bakfietsen Bolder', 'bolder@bakfiets.example', 'Fietspad 88', '3512 JE', 'Utrecht'],
  ['Beveiliging Waakzaam', 'facturen@waakzaam.example', 'Poortweg 5', '2612 PA', 'Delft'],
  ['Bloemisterij Anjer', 'anjer@bloemen.example', 'Hoofdweg 301', '1057 DA', 'Amsterdam'],
  ['Boomkwekerij De Linde', 'linde@boomkwekers.example', 'Zandpad 19', '2771 DX', 'Boskoop'],
  ['Brouwerij Het Gerste Licht', 'brouwer@gerstelicht.example', 'Gasthuisstraat 4', '4811 VN', 'Breda'],
  ['Catering Zilverlepel', 'kantoor@zilverlepel.example', 'Veerweg 11', '4101 AK', 'Culemborg'],
  ['Dakdekkers Noorderwind', 'info@noorderwind.example', 'Terpweg 6', '9073 GB', 'Marrum'],
  ['Dierenkliniek Poot', 'balie@dierenpoot.example', 'Stationsweg 31', '8401 DB', 'Gorredijk'],
  ['Drogisterij Kamille', 'kamille@drogist.example', 'Dorpsplein 1', '7151 BA', 'Eibergen'],
  ['Elektro Vonk', 'vonk@elektro.example', 'Ampèrestraat 9', '3861 NC', 'Nijkerk'],
  ['Fietsenmaker De Spaak', 'spaak@fietsen.example', 'Singel 220', '3311 PB', 'Dordrecht'],
  ['Fotostudio Lichtval', 'studio@lichtval.example', 'Raamsteeg 12', '2311 SR', 'Leiden'],
  ['Garage Het Kruispunt', 'garage@kruispunt.example', 'Rijksweg 2', '6271 AE', 'Gulpen'],
  ['Glashandel Helder', 'helder@glas.example', 'Spiegelstraat 8', '1405 HX', 'Bussum'],
  ['Grafisch Atelier Inkt', 'atelier@inkt.example', 'Drukkerstraat 17', '2021 JB', 'Haarlem'],
  ['Groenteboer Van Eigen Grond', 'grond@groenteboer.example', 'Akkerweg 4', '1744 HP', 'Sint Maarten'],
  ['Horlogerie De Tijd', 'tijd@horloge.example', 'Torenstraat 3', '2513 BM', 'Den Haag'],
  ['Imkerij De Honingraat', 'raat@imkerij.example', 'Heideweg 50', '7351 TN', 'Hoenderloo'],
  ['Jachtwerf Zeil & Spant', 'werf@zeilspant.example', 'Havenkade 21', '8603 AA', 'Sneek'],
  ['Juwelier Karaat', 'karaat@juwelier.example', 'Grote Markt 14', '9712 HN', 'Groningen'],
  ['Kaasmakerij Romig', 'romig@kaas.example', 'Polderdijk 77', '3415 PB', 'Polsbroek'],
  ['Keukencentrum Aanrecht', 'verkoop@aanrecht.example', 'Woonboulevard 6', '5928 PN', 'Venlo'],
  ['Klusbedrijf Recht', 'recht@klussen.example', 'Hamerstraat 3', '1021 JT', 'Amsterdam'],
  ['Koeriersdienst Vlot', 'planning@vlotkoerier.example', 'Distributieweg 9', '5048 AD', 'Tilburg'],
  ['Landgoed De Eik', 'rentmeester@landgoedeik.example', 'Eikenlaan 1', '7384 CT', 'Wilp'],
  ['Loodgieter Drup', 'drup@loodgieter.example', 'Kraanstraat 13', '4461 HB', 'Goes'],
  ['Manege De Draver', 'stal@dedraver.example', 'Hoefijzerlaan 2', '3956 KR', 'Leersum'],
  ['Metaalwerken Ferro', 'ferro@metaal.example', 'Smeltweg 41', '1951 NB', 'Velsen-Noord'],
  ['Muziekschool Triool', 'lessen@triool.example', 'Concertplein 5', '5211 JX', 'Den Bosch'],
  ['Optiek Scherp', 'scherp@optiek.example', 'Brilstraat 10', '6811 KL', 'Arnhem'],
  ['Pannenkoekhuis De Stroop', 'stroop@pannenkoek.example', 'Boslaan 20', '6957 AB', 'Laag-Soeren'],
  ['Reisbureau Verte', 'boekingen@reisverte.example', 'Stationsplein 8', '6512 AB', 'Nijmegen'],
  ['Rijschool Koppeling', 'planning@rijschoolkoppeling.example', 'Bochtweg 3', '2806 AB', 'Gouda'],
  ['Schildersbedrijf Kwast', 'kwast@schilders.example', 'Verfpad 15', '1506 CA', 'Zaandam'],
  ['Slagerij Van der Ham', 'winkel@vanderham.example', 'Langestraat 66', '3811 AK', 'Amersfoort'],
  ['Speeltuin De Wip', 'bestuur@dewip.example', 'Parkweg 18', '3119 CC', 'Schiedam'],
  ['Stoffeerderij Veer', 'veer@stoffering.example', 'Weversplein 2', '5038 BA', 'Tilburg'],
  ['Taxi Ster', 'centrale@taxister.example', 'Ringbaan 100', '6021 PK', 'Budel'],
  ['Theater De Klucht', 'zakelijk@deklucht.example', 'Schouwburgplein 1', '3012 CL', 'Rotterdam'],
  ['Vishandel De Schol', 'schol@vishandel.example', 'Visafslag 4', '8321 EJ', 'Urk'],
  ['Wasserij Schoon', 'schoon@wasserij.example', 'Beekweg 29', '7521 ZE', 'Enschede'],
  ['Zadelmakerij Leer', 'leer@zadels.example', 'Riemstraat 7', '9301 RA', 'Roden'],
]

const toRow = ([name, email, street, postalCode, city]: Entry, id: number): CustomerRow => ({
  id,
  externalid: '',
  addresses: [
    {
      address_type: 'postal',
      id: '1',
      name,
      streetname_and_number: street,
      postal_code: postalCode,
      city,
      country_code: 'NL',
      phone_numbers: [],
      email_addresses: [{ email_address_type: 'email', email_address: email }],
    },
  ],
  vat: { active: true, vat_registration_number: '' },
  chamber_of_commerce: '',
  blocked: { active: false, reason: '' },
  // An account number that was here before us: whoever changes the debtor must leave it alone.
  rest: { bank_accounts: [{ is_default: true, iban: 'NL91ABNA0417164300', name }] },
})

export const firstCustomerId = 1000

/** Debtors of the main administration; numbers run from the start of the sales journal's range. */
export const seedCustomers = (): CustomerRow[] =>
  [...shared, ...others].map((entry, index) => toRow(entry, firstCustomerId + index))

/** The few that the smaller administrations share with the main one. */
export const seedFewCustomers = (): CustomerRow[] =>
  [...shared.slice(2, 5), ...others.slice(0, 5)].map((entry, index) => toRow(entry, firstCustomerId + index))
