import { differential } from "../../support/differential.ts";
import { requests, setup } from "../../unit/protocol/route/golden.ts";

differential("route", setup, requests);
