/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import java.util.Optional;

/** Looks at the results of libvirt's functions. Thread-safe; to be used in the thread that made the call, at once. */
public final class Vir {
    private static final System.Logger LOG = System.getLogger(Vir.class.getName());

    /** {@code VIR_LOG_ERROR} of libvirt's virlog.h. */
    private static final int LOG_ERRORS = 4;

    private Vir() {}

    /**
     * The result of a function that gives -1 when it fails.
     *
     * @throws VirException with libvirt's last error, if it is negative
     */
    public static int check(int result) {
        if (result < 0) {
            throw new VirException(VirFailure.last());
        }
        return result;
    }

    /**
     * The result of a function that gives an address, and {@code NULL} when it fails.
     *
     * @throws VirException with libvirt's last error, if it is 0
     */
    public static long check(long address) {
        if (address == 0) {
            throw new VirException(VirFailure.last());
        }
        return address;
    }

    /**
     * The text that a function allocated for its caller.
     *
     * @throws VirException with libvirt's last error, if the address is 0
     */
    public static String take(long text) {
        check(text);
        try {
            return Mem.text(text);
        } finally {
            Mem.free(text);
        }
    }

    /** The result, or nothing where the driver of the connection has no such function. */
    public static <T> Optional<T> ifSupported(java.util.function.Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (VirException e) {
            if (e.is(VirErrors.NO_SUPPORT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Nothing, after a function that found nothing for this reason.
     *
     * @throws VirException with libvirt's last error, if it is another
     */
    public static <T> Optional<T> unless(int code) {
        VirFailure failure = VirFailure.last();
        if (failure.code() == code) {
            return Optional.empty();
        }
        throw new VirException(failure);
    }

    /**
     * Prints nothing, ever: libvirt would write each error to the standard error output, and warnings too, such as of a certificate
     * that it refuses. To be called before libvirt is initialized: what the user says in {@code LIBVIRT_DEBUG} comes after it and wins.
     */
    public static void silence() {
        VirError.virSetErrorFunc(0, CLib.harmlessFunction());
        if (!Libraries.VIRT.setIfThere("virLogSetDefaultPriority", LOG_ERRORS)) {
            LOG.log(System.Logger.Level.DEBUG, "libvirt may print warnings: it has no virLogSetDefaultPriority");
        }
    }
}
