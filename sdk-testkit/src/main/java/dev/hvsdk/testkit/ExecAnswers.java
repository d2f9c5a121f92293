/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the commands in the guests of a fake host answer. Thread-safe. */
final class ExecAnswers {
    private final Map<String, Function<? super ExecSpec, ExecResult>> answers = new ConcurrentHashMap<>();

    ExecAnswers() {
        // POSIX has both in every system, and what probes whether commands can be run at all runs the first.
        put("true", spec -> ExecResult.of(0, new byte[0], new byte[0], false));
        put("false", spec -> ExecResult.of(1, new byte[0], new byte[0], false));
    }

    void put(String program, Function<? super ExecSpec, ExecResult> answer) {
        answers.put(program, answer);
    }

    /** Runs the command in a guest that was found in this state; the answer of the test is asked without any lock. */
    ExecResult run(GuestRecord guest, ExecSpec spec) {
        ErrorFactory running = HostCore.ERRORS.operation("exec").subject("guest " + guest.name());
        if (guest.state() != GuestState.RUNNING) {
            throw running.remedy("start or resume it")
                    .wrongState("it is " + guest.state().id() + " and would have to be running");
        }
        String program = spec.command().get(0);
        Function<? super ExecSpec, ExecResult> answer = answers.get(program);
        if (answer == null) {
            throw running.remedy("give it an answer by FakeHost.answer").notFound("there is no command " + program);
        }
        return cut(answer.apply(spec), spec.outputLimit().toBytes());
    }

    private static ExecResult cut(ExecResult result, long limit) {
        byte[] output = result.output();
        byte[] error = result.error();
        boolean tooLong = output.length > limit || error.length > limit;
        return tooLong ? ExecResult.of(result.exitCode(), head(output, limit), head(error, limit), true) : result;
    }

    private static byte[] head(byte[] stream, long limit) {
        return stream.length > limit ? Arrays.copyOf(stream, (int) limit) : stream;
    }
}
