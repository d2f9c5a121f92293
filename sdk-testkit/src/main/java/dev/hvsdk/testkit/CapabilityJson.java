/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.Support.Reason;
import java.util.Map;
import java.util.TreeMap;

/** The capabilities of a host or a guest in a recording: by name, each available or with the reason why not. */
final class CapabilityJson {
    private static final String REASON = "reason";

    private CapabilityJson() {}

    static ObjectNode write(Support<?> answer, Masks masks) {
        ObjectNode json = Json.object().put("available", answer.isAvailable());
        if (answer instanceof Support.Unavailable<?> no) {
            json.put(REASON, no.reason().id()).put("detail", masks.text(no.detail()));
            Json.put(json, "remedy", no.remedy().map(masks::text));
        }
        return json;
    }

    /** The capabilities that were not available. */
    static Map<String, Refusal> refusals(Fields json) {
        Map<String, Refusal> refusals = new TreeMap<>();
        json.entries().forEach((name, answer) -> {
            if (!answer.flag("available")) {
                refusals.put(name, refusal(answer));
            }
        });
        return refusals;
    }

    private static Refusal refusal(Fields json) {
        return new Refusal(
                json.parsed(REASON, Json.constant(Reason.class, Reason::id)),
                json.text("detail"),
                json.textOrNull("remedy"));
    }
}
