/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.http.Answer;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Locale;

/** What the daemon's answers mean; most of its refusals differ by their text alone. */
final class Replies {
    static final int LIMIT = 64 * 1024;

    private static final List<String> TAKEN =
            List.of("already exists", "already in use", "already connected", "unique constraint");
    private static final List<String> ABSENT =
            List.of("not found", "no such object", "doesn't exist", "does not exist");
    private static final List<String> STATE = List.of(
            "already running",
            "already stopped",
            "already frozen",
            "isn't running",
            "is not running",
            "is running",
            "is frozen",
            "isn't frozen",
            "is not frozen",
            "is busy",
            "must be stopped",
            "needs to be stopped",
            "currently in use");
    private static final List<String> LATE = List.of(
            "context deadline exceeded",
            "timed out",
            "timeout",
            "failed shutting down instance, status is \"running\"");
    private static final List<String> FORBIDDEN = List.of("not authorized", "permission denied", "is forbidden");

    private Replies() {}

    /** The body of an answer that grants what was asked for. */
    static JsonNode granted(Answer answer, ErrorFactory about) {
        JsonNode json = answer.isSuccess() ? answer.json(about) : Json.object();
        if (!answer.isSuccess() || Json.text(json, "type").orElse("").equals("error")) {
            throw refusal(answer.status(), answer.bytes(), about);
        }
        return json;
    }

    /** A refusal, at once. */
    static HypervisorException refusal(int status, byte[] body, ErrorFactory about) {
        String text = Json.text(Json.parse(body, about), "error").orElse("the daemon answers " + status);
        ErrorFactory errors = about.nativeError(new NativeError("http", Integer.toString(status), text));
        return switch (status) {
            case 401, 403 -> errors.permissionDenied(text);
            case 404 ->
                text.equals("not found")
                        ? errors.unsupported(Support.Reason.TOO_OLD, "the daemon does not know this request")
                        : errors.notFound(text);
            case 409, 412 -> errors.conflict(text);
            case 503 -> errors.asTransient().hostFailure(text);
            default -> failure(text, errors);
        };
    }

    /** A failure of what was begun. */
    static HypervisorException failed(String text, ErrorFactory about) {
        return failure(text, about.nativeError(new NativeError("lxd", "failure", text)));
    }

    /** Whether it failed for another change that was under way. */
    static boolean isBusy(HypervisorException.WrongState error) {
        return error.detail().contains("is busy running a");
    }

    private static HypervisorException failure(String text, ErrorFactory errors) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (hasOne(lower, TAKEN)) {
            return errors.conflict(text);
        }
        if (hasOne(lower, STATE)) {
            return errors.wrongState(text);
        }
        if (lower.contains("criu")) {
            return errors.remedy("install CRIU on the host").unsupported(Support.Reason.MISSING_SOFTWARE, text);
        }
        if (hasOne(lower, LATE)) {
            return errors.asTransient().timedOut(text);
        }
        if (hasOne(lower, ABSENT)) {
            return errors.notFound(text);
        }
        return hasOne(lower, FORBIDDEN) ? errors.permissionDenied(text) : errors.hostFailure(text);
    }

    private static boolean hasOne(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }
}
