/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Lists of typed parameters, whose memory is the library's. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirTypedParams {
    static {
        Libraries.VIRT.register(VirTypedParams.class);
    }

    private VirTypedParams() {}

    public static native int virTypedParamsAddInt(
            long params, long nparams, long maxparams, @Nullable String name, int value);

    public static native int virTypedParamsAddUInt(
            long params, long nparams, long maxparams, @Nullable String name, int value);

    public static native int virTypedParamsAddLLong(
            long params, long nparams, long maxparams, @Nullable String name, long value);

    public static native int virTypedParamsAddULLong(
            long params, long nparams, long maxparams, @Nullable String name, long value);

    public static native int virTypedParamsAddDouble(
            long params, long nparams, long maxparams, @Nullable String name, double value);

    public static native int virTypedParamsAddBoolean(
            long params, long nparams, long maxparams, @Nullable String name, int value);

    public static native int virTypedParamsAddString(
            long params, long nparams, long maxparams, @Nullable String name, @Nullable String value);

    public static native void virTypedParamsClear(long params, int nparams);

    public static native void virTypedParamsFree(long params, int nparams);
}
