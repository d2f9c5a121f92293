/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.IOException;
import java.util.Optional;

/** The entry point. */
final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Terminal.system(), args));
    }

    /** Runs one command line; never throws and never ends the process. */
    static int run(Terminal terminal, String... args) {
        return run(new Session(terminal), args);
    }

    /** Runs one command line; never throws and never ends the process. */
    static int run(Session session, String... args) {
        try {
            int exitCode = guarded(session, args);
            // After the last word, whichever command said it: what did not arrive was not done.
            Optional<IOException> failure = session.terminal().findOutputFailure();
            return failure.isEmpty() ? exitCode : Commands.unwritable(session, failure.get());
        } finally {
            session.end();
        }
    }

    /** No class found, no memory: Java's own code would be 1, which of {@code detect} says that the machine is physical. */
    private static int guarded(Session session, String... args) {
        try {
            return execute(session, args);
        } catch (LinkageError | VirtualMachineError e) {
            System.err.println("hv: Java cannot go on: " + e);
            return ExitCode.FAILURE;
        }
    }

    private static int execute(Session session, String... args) {
        return args.length == 1 && args[0].equals("detect")
                ? detect(session)
                : Commands.commandLine(session).execute(args);
    }

    /**
     * What {@code execute("detect")} does, without the time in which picocli finds out that there are no options: scripts ask
     * this, and often.
     */
    private static int detect(Session session) {
        try {
            return new DetectCommand(session).call();
        } catch (RuntimeException e) {
            return Commands.failed(session, e);
        }
    }
}
