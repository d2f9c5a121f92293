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

    /** Usage error: an unknown command or option, an argument that cannot be meant. */
    static final int USAGE = 2;

    /** It failed; of {@code detect}, also that it could not be found out. */
    static final int FAILURE = 3;

    private ExitCode() {}
}
