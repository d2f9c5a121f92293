/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.http.Answer;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What an engine's refusals mean. Docker says a message; Podman says a cause too, often under the status of a failure. */
final class Refusals {
    static final int LIMIT = 64 * 1024;

    /** What the engines say where something is there already, or used by a container, with several codes. */
    private static final List<String> TAKEN = List.of(
            "is already in use",
            "name is in use",
            "already exists",
            "already used",
            "has active endpoints",
            "is being used by the following container",
            "network is being used",
            "volume is in use",
            "overlaps with other one");

    private static final String PULL =
            "images are not pulled: have the engine's own command do it, as in docker pull NAME";

    private Refusals() {}

    static HypervisorException of(int status, byte[] body, ErrorFactory about) {
        String message = message(body, about);
        String text = message.isEmpty() ? "the engine answers " + status : message;
        ErrorFactory errors = about.nativeError(new NativeError("http", Integer.toString(status), text));
        return switch (status) {
            case 304 -> errors.wrongState("it is in that state already");
            case 401, 403 -> isTaken(text) ? errors.conflict(text) : errors.permissionDenied(text);
            case 404 -> notFound(message, text, errors);
            case 409 -> isTaken(text) ? errors.conflict(text) : errors.wrongState(text);
            case 501 -> errors.unsupported(Support.Reason.TOO_OLD, text);
            case 503 -> errors.asTransient().hostFailure(text);
            default -> failure(text, errors);
        };
    }

    /** Whether the engine failed since a process went while it looked at it. */
    static boolean isOfEndingProcess(Answer answer) {
        return answer.status() == 500 && answer.text().contains("no such process");
    }

    /** A path that is not known at all is answered without the message of a thing that is not there. */
    private static HypervisorException notFound(String message, String text, ErrorFactory errors) {
        return message.isEmpty() || message.equals("page not found") || message.equals("Not Found")
                ? errors.unsupported(Support.Reason.TOO_OLD, "the engine does not know this request")
                : (isImage(text) ? errors.remedy(PULL) : errors).notFound(text);
    }

    private static boolean isImage(String text) {
        return text.toLowerCase(Locale.ROOT).contains("no such image");
    }

    private static HypervisorException failure(String text, ErrorFactory errors) {
        if (text.contains("HTTP request to an HTTPS server")) {
            return errors.remedy(
                            "the engine speaks TLS there: name its authority with ca=, and our certificate with cert= "
                                    + "and keyfile=")
                    .unreachable(text);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (isTaken(lower)) {
            return errors.conflict(text);
        }
        if (lower.contains("binary not found on the host")) {
            return errors.remedy("install catatonit on the engine's host")
                    .unsupported(Support.Reason.MISSING_SOFTWARE, text);
        }
        boolean state = lower.contains("container state improper")
                || lower.contains("is not running")
                || lower.contains("is running")
                || lower.contains("is paused")
                || lower.contains("not paused")
                || lower.contains("running or paused");
        return state ? errors.wrongState(text) : errors.hostFailure(text);
    }

    private static boolean isTaken(String text) {
        return TAKEN.stream().anyMatch(text::contains);
    }

    private static String message(byte[] body, ErrorFactory about) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            return text;
        }
        JsonNode json = Json.parse(body, about);
        String message = Json.text(json, "message").orElse("");
        String cause = Json.text(json, "cause").orElse("");
        return cause.isEmpty() || message.contains(cause) ? message : message + ": " + cause;
    }
}
