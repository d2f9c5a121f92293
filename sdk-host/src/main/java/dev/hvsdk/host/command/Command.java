/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A program to run, its arguments, and what it is granted.
 *
 * <p>Arguments reach the program as they are: no shell reads them. They can be seen by every user of the host, so they must not
 * hold secrets. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Command {
    /** Granted unless told otherwise: no tool of the host that only lists takes longer, even on a loaded machine. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Granted unless told otherwise, in bytes of each stream: the list of some 10,000 containers. */
    public static final int DEFAULT_OUTPUT_LIMIT = 8 << 20;

    private final List<String> arguments;
    private final Duration timeout;
    private final int outputLimit;
    private final byte[] input;
    private final @Nullable Consumer<? super byte[]> listener;

    private Command(
            List<String> arguments,
            Duration timeout,
            int outputLimit,
            byte[] input,
            @Nullable Consumer<? super byte[]> listener) {
        this.arguments = arguments;
        this.timeout = timeout;
        this.outputLimit = outputLimit;
        this.input = input;
        this.listener = listener;
    }

    /** A program and its arguments; the program is a path, or a name that is looked for in {@code PATH}. */
    public static Command of(String program, String... arguments) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(List.of(arguments));
        return of(all);
    }

    /**
     * A program and its arguments, the program first.
     *
     * @throws IllegalArgumentException if there is no program, or a zero character, which no argument can hold
     */
    public static Command of(List<String> arguments) {
        List<String> copy = List.copyOf(arguments);
        if (copy.isEmpty() || copy.get(0).isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (copy.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("an argument of " + copy.get(0) + " holds a zero character");
        }
        return new Command(copy, DEFAULT_TIMEOUT, DEFAULT_OUTPUT_LIMIT, new byte[0], null);
    }

    /** The same command with another deadline, counted from its start; it must be positive. */
    public Command timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a deadline must be positive: " + timeout);
        }
        return new Command(arguments, timeout, outputLimit, input, listener);
    }

    /** The same command with another bound for each of its two outputs, in bytes; what is beyond is read and thrown away. */
    public Command outputLimit(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a number of bytes cannot be negative: " + bytes);
        }
        return new Command(arguments, timeout, bytes, input, listener);
    }

    /** The same command with this as its standard input, which ends after it; nothing unless called. */
    public Command input(byte[] input) {
        return new Command(arguments, timeout, outputLimit, input.clone(), listener);
    }

    /**
     * The same command with somebody who is given its standard output as it comes, for a command that ends late or never.
     *
     * <p>What he is given is kept too, up to the limit. He is called by one thread at a time, must be quick, and must not throw. A
     * command that would run on is ended by an interrupt of the thread that runs it.
     *
     * @param listener is given pieces that may begin and end anywhere, in the middle of a character too
     */
    public Command onOutput(Consumer<? super byte[]> listener) {
        return new Command(arguments, timeout, outputLimit, input, listener);
    }

    /** The program and its arguments. */
    public List<String> arguments() {
        return arguments;
    }

    /** The program. */
    public String program() {
        return arguments.get(0);
    }

    /** How long it may run. */
    public Duration timeout() {
        return timeout;
    }

    /** How much of each output is kept, in bytes. */
    public int outputLimit() {
        return outputLimit;
    }

    /** A copy of what it reads from its standard input. */
    public byte[] input() {
        return input.clone();
    }

    /** Who is given its standard output as it comes, if anybody is. */
    public Optional<Consumer<? super byte[]>> outputListener() {
        return Optional.ofNullable(listener);
    }

    /** The program and its arguments for people, not for a shell. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
