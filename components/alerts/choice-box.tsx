type ChoiceBoxProps = { label: string; hint?: string; isChosen: boolean; onChoose: (isChosen: boolean) => void }

/** Something that is wanted or not, big enough to hit anywhere on its line. */
export const ChoiceBox = ({ label, hint, isChosen, onChoose }: ChoiceBoxProps) => (
  <label className="flex min-h-9 cursor-pointer items-start gap-3 py-1.5">
    <input
      type="checkbox"
      className="mt-0.5 size-4.5 shrink-0 accent-accent"
      checked={isChosen}
      onChange={({ currentTarget: { checked } }) => {
        onChoose(checked)
      }}
    />
    <span className="min-w-0 break-words">
      {label}
      {hint !== undefined && <span className="block text-small text-muted">{hint}</span>}
    </span>
  </label>
)
