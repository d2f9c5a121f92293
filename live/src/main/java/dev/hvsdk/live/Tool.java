/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An engine's own command: a witness that shares no code with the SDK. Immutable. */
public final class Tool {

    private final List<String> command;
    private final Map<String, String> environment;

    private Tool(List<String> command, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** A program of this machine, by its name; that of the distribution where there are several. */
    public static Tool here(String program) {
        return of(Map.of(), Engine.find(program).toString());
    }

    static Tool of(Map<String, String> environment, String... command) {
        return new Tool(List.of(command), environment);
    }

    /** The same with more words before those of each call. */
    public Tool with(String... words) {
        return new Tool(Stream.concat(command.stream(), Stream.of(words)).toList(), environment);
    }

    /** What it was started with, without the words of one call. */
    public List<String> command() {
        return command;
    }

    /** What its environment says beside that of this process. */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * Runs it and returns what it printed, without white space around it.
     *
     * @throws IllegalStateException with what it said, if it failed
     */
    public String run(String... arguments) {
        Outcome outcome = execute(arguments);
        if (outcome.code != 0) {
            throw new IllegalStateException(
                    command + " " + Arrays.toString(arguments) + " ended with " + outcome.code + ": " + outcome.output);
        }
        return outcome.output;
    }

    /** Runs it where it may well fail, and says whether it did. */
    public boolean refuses(String... arguments) {
        return execute(arguments).code != 0;
    }

    private Outcome execute(String... arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Outcome(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    private record Outcome(int code, String output) {}
}
