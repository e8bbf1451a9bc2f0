/** Regions to write dates and numbers as, as the API names them. */
const regions = [
  ...[
    "bg_BG",
    "cs_CZ",
    "da_DK",
    "de_AT",
    "de_CH",
    "de_DE",
    "el_GR",
    "en_AU",
    "en_CA",
    "en_GB",
    "en_IE",
    "en_US",
  ],
  ...[
    "es_ES",
    "es_MX",
    "et_EE",
    "fi_FI",
    "fr_CA",
    "fr_CH",
    "fr_FR",
    "hu_HU",
    "it_IT",
    "ja_JP",
    "ko_KR",
    "lt_LT",
  ],
  ...[
    "lv_LV",
    "nb_NO",
    "nl_BE",
    "nl_NL",
    "pl_PL",
    "pt_BR",
    "pt_PT",
    "ro_RO",
    "sk_SK",
    "sl_SI",
    "sv_SE",
    "tr_TR",
  ],
  ...["uk_UA", "zh_CN"],
];

const SAMPLE = new Date(2026, 11, 24);

/** Each region in its own words, with a date and a number as they are written there. */
export const regionOptions = (): { value: string; label: string }[] =>
  regions
    .map((value) => {
      const tag = value.replace("_", "-");
      const name = new Intl.DisplayNames(tag, { type: "language" }).of(tag);
      const date = new Intl.DateTimeFormat(tag, { dateStyle: "medium" }).format(SAMPLE);
      return { value, label: `${name} – ${date} – ${new Intl.NumberFormat(tag).format(12_345.6)}` };
    })
    .sort((one, other) => one.label.localeCompare(other.label));
