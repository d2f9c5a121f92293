/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import java.io.IOException;

/** Runs native code such that a machine or a Java that cannot do so is an answer, never a crash of the caller. */
final class NativeCode {
    private NativeCode() {}

    /**
     * Runs a call.
     *
     * @throws UnsupportedOperationException if native code cannot run here: a library that does not load (a {@code noexec}
     *     temporary directory, an unknown architecture), or native access that was denied on the command line
     */
    static <T> T run(Call<T> call) throws IOException {
        try {
            Jna.require();
            return call.run();
        } catch (IllegalCallerException e) {
            throw new UnsupportedOperationException("Java was told to deny native access", e);
        } catch (Error e) {
            // JNA reports an unusable library as LinkageError or, for a wrong version of its own part, as a bare Error.
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            throw new UnsupportedOperationException(problem(e), e);
        }
    }

    /** Why native code cannot be called, for people. */
    static String problem(Error error) {
        return "native code cannot be called here: " + rootOf(error);
    }

    /** The first failure says why; those around it only that a class could not be initialized. */
    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    /** Whether this is 64-bit Linux, told without loading JNA. */
    static boolean isLinux64() {
        return System.getProperty("os.name", "").equals("Linux")
                && System.getProperty("sun.arch.data.model", "64").equals("64");
    }

    /** Something that calls native code. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }
}
