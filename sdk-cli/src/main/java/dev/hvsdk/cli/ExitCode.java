/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

/** What the process says by its exit code; part of the contract. */
final class ExitCode {
    /** It worked; of {@code detect}, the machine is virtual. */
    static final int OK = 0;

    /** Of {@code detect}: the machine is physical. */
    static final int PHYSICAL = 1;

    /** Of {@code doctor}: a check failed. */
    static final int CHECK_FAILED = 1;

    /** Usage error: an unknown command or option, an argument that cannot be meant. */
    static final int USAGE = 2;

    /** It failed; of {@code detect}, also that it could not be found out. */
    static final int FAILURE = 3;

    /** Of {@code exec}: the time was over. As {@code timeout} of coreutils does. */
    static final int EXEC_TIMED_OUT = 124;

    /** Of {@code exec}, whose other codes are those of the command: hv itself failed. As {@code env} of POSIX and docker do. */
    static final int EXEC_FAILURE = 125;

    /** Of {@code exec}: there is no such command. As POSIX shells do. */
    static final int EXEC_NO_COMMAND = 127;

    /** Whoever read standard output has seen enough; what a shell says of a program that SIGPIPE ended. */
    static final int READER_GONE = 141;

    private ExitCode() {}
}
