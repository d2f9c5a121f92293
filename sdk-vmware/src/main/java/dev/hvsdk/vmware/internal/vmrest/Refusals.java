/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.net.RestTransport.Answer;
import java.util.Locale;
import java.util.Optional;

/** Makes errors of what vmrest refuses. Immutable. */
final class Refusals {
    private static final int SHOWN = 300;

    private final JsonMapper json;
    private final VmrestLogin login;

    Refusals(JsonMapper json, VmrestLogin login) {
        this.json = json;
        this.login = login;
    }

    HypervisorException of(Answer answer, ErrorFactory about) {
        NativeError said = said(answer);
        ErrorFactory with = about.nativeError(said);
        String what = "vmrest refuses (HTTP " + answer.status() + "): " + said.text();
        return switch (answer.status()) {
            case 401 ->
                with.remedy("give the user and the password that were set by vmrest -C")
                        .permissionDenied("vmrest refuses the login");
            case 403 -> with.permissionDenied(what);
            case 404 -> isNoSuchCall(answer) ? tooOld(with) : with.notFound(what);
            case 409 -> with.wrongState(what);
            case 429, 503 -> with.asTransient().hostFailure(what);
            default -> byWords(said.text(), what, with);
        };
    }

    /** Which status comes with which words is not documented, and has not been the same in all versions. */
    private static HypervisorException byWords(String message, String what, ErrorFactory about) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("powered on") || lower.contains("powered off")) {
            return about.wrongState(what);
        } else if (lower.contains("cannot be found") || lower.contains("does not exist")) {
            return about.notFound(what);
        }
        return about.hostFailure(what);
    }

    /** What its library for HTTP says of a path that it does not know, in text and not in JSON. */
    private static boolean isNoSuchCall(Answer answer) {
        return answer.text().strip().startsWith("404 page not found");
    }

    private static HypervisorException tooOld(ErrorFactory about) {
        return about.remedy("see whether the address is that of vmrest, and how old it is")
                .unsupported(Support.Reason.MISSING_SOFTWARE, "what listens there has no such call");
    }

    /** {@code {"Code": 100, "Message": "..."}}, of which the manual writes both in lower case. */
    private NativeError said(Answer answer) {
        Optional<JsonNode> error = parsed(answer.text());
        String code = error.flatMap(node -> find(node, "Code", "code")).orElse("HTTP " + answer.status());
        String message = error.flatMap(node -> find(node, "Message", "message"))
                .orElseGet(() -> answer.text().isBlank() ? "it says nothing" : answer.text());
        return new NativeError("vmrest", shown(code), shown(message));
    }

    private Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(json.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            // Then it is shown as it is.
            return Optional.empty();
        }
    }

    private static Optional<String> find(JsonNode node, String one, String other) {
        JsonNode found = node.has(one) ? node.path(one) : node.path(other);
        return found.isValueNode() && !found.isNull() ? Optional.of(found.asText()) : Optional.empty();
    }

    private String shown(String text) {
        String hidden = login.without(text.strip());
        return hidden.length() <= SHOWN ? hidden : hidden.substring(0, SHOWN) + "...";
    }
}
