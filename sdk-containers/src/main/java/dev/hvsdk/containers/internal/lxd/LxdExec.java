/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands in an instance, by the daemon. Thread-safe. */
final class LxdExec implements GuestExec {
    private static final String OPERATION = "run command";
    private static final Pattern USER = Pattern.compile("(\\d{1,9})(:(\\d{1,9}))?");

    /** Fixed texts: what differs comes as arguments, which the shell does not read. */
    private static final String IN_DIRECTORY = "cd -- \"$1\" && shift && exec \"$@\"";

    private static final String IS_THERE = "command -v -- \"$1\" >/dev/null";

    /** What a shell says of a command that it does not find, and what the daemon says of either. */
    private static final int NOT_FOUND = 127;

    private final Instance instance;

    LxdExec(Instance instance) {
        this.instance = instance;
    }

    @Override
    public Operation<ExecResult> run(ExecSpec spec) {
        return instance.change(OPERATION, source -> {
            instance.require(instance.read(OPERATION), OPERATION, GuestState.RUNNING);
            ExecResult result = run(spec, spec.command(), source);
            if (result.exitCode() == NOT_FOUND && !isThere(spec, source)) {
                throw errors().notFound(
                                "the instance has no command " + spec.command().get(0));
            }
            return result;
        });
    }

    /** The daemon tells a command that was not found from one that ended with that code by nothing. */
    private boolean isThere(ExecSpec spec, OperationSource<?> source) {
        ExecSpec quiet = ExecSpec.of("sh");
        List<String> question =
                List.of("sh", "-c", IS_THERE, "sh", spec.command().get(0));
        ObjectNode body = body(spec, question);
        return new ExecRun(instance, errors()).run(body, quiet, source).exitCode() == 0;
    }

    private ExecResult run(ExecSpec spec, List<String> command, OperationSource<?> source) {
        return new ExecRun(instance, errors()).run(body(spec, command), spec, source);
    }

    private ObjectNode body(ExecSpec spec, List<String> command) {
        return body(spec, command, errors());
    }

    static ObjectNode body(ExecSpec spec, List<String> command, ErrorFactory errors) {
        ObjectNode json = Json.object().put("interactive", false).put("wait-for-websocket", true);
        ArrayNode words = json.putArray("command");
        inDirectory(spec, command).forEach(words::add);
        ObjectNode environment = json.putObject("environment");
        spec.environment().forEach(environment::put);
        spec.user().ifPresent(user -> user(json, user, errors));
        return json;
    }

    /** The daemon has a directory for it, and takes the root for one that is not there. */
    private static List<String> inDirectory(ExecSpec spec, List<String> command) {
        List<String> words = new ArrayList<>();
        spec.workingDirectory()
                .ifPresent(directory -> words.addAll(List.of("sh", "-c", IN_DIRECTORY, "sh", directory)));
        words.addAll(command);
        return words;
    }

    private static void user(ObjectNode json, String user, ErrorFactory errors) {
        Matcher numbers = USER.matcher(user);
        if (!numbers.matches()) {
            throw errors.remedy("give the number of the user, or NUMBER:GROUP")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "LXD takes numbers of users only");
        }
        json.put("user", Integer.parseInt(numbers.group(1)));
        if (numbers.group(3) != null) {
            json.put("group", Integer.parseInt(numbers.group(3)));
        }
    }

    private ErrorFactory errors() {
        return instance.errors(OPERATION);
    }

    /** The code of a command that has ended. */
    static int exitCode(JsonNode ended, ErrorFactory about) {
        JsonNode code = Json.at(ended, "metadata", "return");
        if (!code.isIntegralNumber()) {
            throw Replies.failed(Json.text(ended, "err").orElse("the command has no code"), about);
        }
        return code.intValue();
    }
}
