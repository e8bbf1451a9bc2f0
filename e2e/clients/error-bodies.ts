/** Bodies that must be equal to the letter, because clients show them or compare them. */
export const LEAD_NOT_FOUND = {
  success: false,
  error: "requested lead not found",
  error_info: "Object was not found.",
  data: null,
  additional_data: null,
};

export const UNAUTHORIZED = {
  success: false,
  error: "unauthorized access",
  errorCode: 401,
  error_info: "Please check developers.pipedrive.com",
};

export const USER_NOT_FOUND = { success: false, error: "User not found or not accessible." };

export function invalidDataset(info: unknown): Record<string, unknown> {
  return {
    success: false,
    data: null,
    additional_data: null,
    error: "provided dataset is not valid",
    error_info: info,
  };
}

/** A version 1 UUID that no lead or label has. */
export const UNKNOWN_UUID = "00000000-0000-1000-8000-000000000000";
export const BAD_TOKEN = "0".repeat(40);
