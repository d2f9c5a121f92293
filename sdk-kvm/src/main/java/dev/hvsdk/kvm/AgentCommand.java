/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Pace;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One command that an agent runs: it gives a number at once, and has to be asked how it stands. Used by one thread, and cancelled by others. */
final class AgentCommand {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** Most that libvirt's protocol carries in one text (VIR_NET_MESSAGE_STRING_MAX of virnetprotocol.x). */
    private static final int MOST = 4 << 20;

    private static final int SIGNALLED = 128;
    private static final int KILLS = 50;

    private final AgentChannel channel;
    private final ExecSpec spec;
    private final OperationSource<ExecResult> source;
    private volatile boolean killed;

    AgentCommand(AgentChannel channel, ExecSpec spec, OperationSource<ExecResult> source) {
        this.channel = channel;
        this.spec = spec;
        this.source = source;
    }

    ExecResult run() {
        int process = start(arguments());
        source.onCancel(() -> kill(process));
        JsonNode status = await(process);
        if (killed && status.has("signal")) {
            source.cancelled();
        }
        return result(status);
    }

    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("path", spec.command().get(0));
        arguments.put("arg", spec.command().subList(1, spec.command().size()));
        arguments.put("capture-output", true);
        if (!spec.environment().isEmpty()) {
            arguments.put("env", environment());
        }
        if (spec.input().length > 0) {
            arguments.put("input-data", input());
        }
        return arguments;
    }

    private String input() {
        String input = Base64.getEncoder().encodeToString(spec.input());
        if (input.length() > MOST / 2) {
            throw channel.errors(AgentExec.OPERATION)
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "the QEMU guest agent takes no more than 1.5 MiB of input through libvirt");
        }
        return input;
    }

    /** The agent puts an environment in the place of its own; ours is to be added to that. */
    private List<String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : ownEnvironment().split("\0")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        variables.putAll(spec.environment());
        List<String> environment = new ArrayList<>();
        variables.forEach((name, value) -> environment.add(name + "=" + value));
        return environment;
    }

    private String ownEnvironment() {
        JsonNode file = channel.ask("guest-file-open", Map.of("path", "/proc/self/environ", "mode", "r"));
        try {
            return read(file.asInt());
        } finally {
            channel.ask("guest-file-close", Map.of("handle", file.asInt()));
        }
    }

    private String read(int file) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        JsonNode part;
        do {
            part = channel.ask("guest-file-read", Map.of("handle", file));
            content.writeBytes(Base64.getDecoder().decode(part.path("buf-b64").asText("")));
        } while (!part.path("eof").asBoolean() && part.path("count").asInt() > 0);
        return content.toString(UTF_8);
    }

    private int start(Map<String, Object> arguments) {
        return channel.ask("guest-exec", arguments).path("pid").asInt();
    }

    private JsonNode await(int process) {
        Pace pace = Pace.growing(SHORTEST_PAUSE, LONGEST_PAUSE);
        JsonNode status = status(process);
        while (!status.path("exited").asBoolean()) {
            pace.rest();
            status = status(process);
        }
        return status;
    }

    private JsonNode status(int process) {
        return channel.ask("guest-exec-status", Map.of("pid", process));
    }

    private ExecResult result(JsonNode status) {
        byte[] output = stream(status, "out");
        byte[] error = stream(status, "err");
        boolean truncated = status.path("out-truncated").asBoolean()
                || status.path("err-truncated").asBoolean()
                || output.length > limit()
                || error.length > limit();
        return ExecResult.of(exitCode(status), cut(output), cut(error), truncated);
    }

    private static int exitCode(JsonNode status) {
        return status.has("signal")
                ? SIGNALLED + status.get("signal").asInt()
                : status.path("exitcode").asInt();
    }

    private static byte[] stream(JsonNode status, String name) {
        return Base64.getDecoder().decode(status.path(name + "-data").asText(""));
    }

    private int limit() {
        return (int) Math.min(Integer.MAX_VALUE, spec.outputLimit().toBytes());
    }

    private byte[] cut(byte[] stream) {
        return stream.length > limit() ? Arrays.copyOf(stream, limit()) : stream;
    }

    /** Agents know no such command, but systems do. */
    private boolean kill(int process) {
        killed = true;
        try {
            return ends("kill", List.of("-s", "KILL", Integer.toString(process)));
        } catch (HypervisorException.NotFound e) {
            return ends("taskkill", List.of("/F", "/PID", Integer.toString(process)));
        }
    }

    private boolean ends(String command, List<String> arguments) {
        int process = start(Map.of("path", command, "arg", arguments));
        for (int i = 0; i < KILLS; i++) {
            JsonNode status = status(process);
            if (status.path("exited").asBoolean()) {
                return exitCode(status) == 0;
            }
            LockSupport.parkNanos(SHORTEST_PAUSE.toNanos());
        }
        return false;
    }
}
