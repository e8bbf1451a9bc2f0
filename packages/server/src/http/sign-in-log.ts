import type { FastifyRequest } from "fastify";
import type { DomainError } from "../lib/domain-error.ts";

export const isSignInRefusal = ({ code }: DomainError): boolean =>
  code === "sign_in_failed" || code === "sign_in_throttled";

/** Where guesses come from, for whoever keeps guessers out. Not whose account: people type passwords for e-mails. */
export const logSignInRefusal = (request: FastifyRequest, { code }: DomainError): void =>
  request.log.warn({ address: request.ip, code }, "sign-in refused");
