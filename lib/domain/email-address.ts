/** Whether mail may be sent there at all; whether it arrives is what a mail shows. */
export const isEmailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@,;:<>"().]+$/.test(text)
