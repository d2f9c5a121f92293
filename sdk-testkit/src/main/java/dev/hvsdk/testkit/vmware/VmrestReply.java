/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a request is answered. Immutable. */
record VmrestReply(int status, String body) {
    static VmrestReply of(int status, JsonNode body) {
        return new VmrestReply(status, body.toString());
    }

    static VmrestReply ok(JsonNode body) {
        return of(200, body);
    }

    static VmrestReply empty() {
        return new VmrestReply(204, "");
    }

    /** As the library that the real one is made of says it, in plain text. */
    static VmrestReply noSuchCall() {
        return new VmrestReply(404, "404 page not found\n");
    }

    static VmrestReply invalid(String parameter) {
        return refusal(400, 100, "One of the parameters was invalid: " + parameter);
    }

    static VmrestReply refusal(int status, String message) {
        return refusal(status, status, message);
    }

    private static VmrestReply refusal(int status, int code, String message) {
        return of(
                status, JsonNodeFactory.instance.objectNode().put("Code", code).put("Message", message));
    }

    boolean isJson() {
        return body.startsWith("{") || body.startsWith("[");
    }
}
