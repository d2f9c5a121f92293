/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/**
 * Makes a list of typed parameters in native memory.
 *
 * <p>Not thread-safe: one writer per call.
 */
public final class TypedParamsWriter implements AutoCloseable {
    private final Scope scope = new Scope();
    private final long params = scope.int64();
    private final long count = scope.int32();
    private final long room = scope.int32();

    /** Adds a signed number of 32 bits. */
    public TypedParamsWriter addInt(String name, int value) {
        Vir.check(VirTypedParams.virTypedParamsAddInt(params, count, room, name, value));
        return this;
    }

    /** Adds an unsigned number of 32 bits. */
    public TypedParamsWriter addUInt(String name, int value) {
        Vir.check(VirTypedParams.virTypedParamsAddUInt(params, count, room, name, value));
        return this;
    }

    /** Adds a signed number of 64 bits. */
    public TypedParamsWriter addLong(String name, long value) {
        Vir.check(VirTypedParams.virTypedParamsAddLLong(params, count, room, name, value));
        return this;
    }

    /** Adds an unsigned number of 64 bits. */
    public TypedParamsWriter addULong(String name, long value) {
        Vir.check(VirTypedParams.virTypedParamsAddULLong(params, count, room, name, value));
        return this;
    }

    /** Adds a floating-point number. */
    public TypedParamsWriter addDouble(String name, double value) {
        Vir.check(VirTypedParams.virTypedParamsAddDouble(params, count, room, name, value));
        return this;
    }

    /** Adds a truth. */
    public TypedParamsWriter addBoolean(String name, boolean value) {
        Vir.check(VirTypedParams.virTypedParamsAddBoolean(params, count, room, name, value ? 1 : 0));
        return this;
    }

    /** Adds a text; a name may be added several times, where libvirt takes a list. */
    public TypedParamsWriter addText(String name, String value) {
        Vir.check(VirTypedParams.virTypedParamsAddString(params, count, room, name, value));
        return this;
    }

    /** The address of the array; valid until the next addition. */
    public long address() {
        return Mem.int64(params);
    }

    /** How many there are. */
    public int count() {
        return Mem.int32(count);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        VirTypedParams.virTypedParamsFree(address(), count());
        scope.close();
    }
}
