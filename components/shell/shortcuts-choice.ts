const key = 'shortcuts'

/** Whether single letters do something, in this browser: whoever speaks to his computer can switch them off. */
export const isShortcutsOn = (): boolean => localStorage.getItem(key) !== 'off'

export const chooseShortcuts = (isOn: boolean): void => {
  localStorage.setItem(key, isOn ? 'on' : 'off')
}
