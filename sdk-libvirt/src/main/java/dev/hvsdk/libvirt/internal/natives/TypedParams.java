/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * A list of typed parameters, read out of native memory.
 *
 * <p>Unsigned numbers of 64 bits are longs with the same bits. Immutable.
 */
public final class TypedParams {
    /** {@code struct _virTypedParameter} of libvirt-common.h: a name of 80 bytes, the type, the value; on 64-bit systems. */
    public static final int SIZE = 96;

    static final int TYPE = 80;
    static final int VALUE = 88;

    private static final int INT = 1;
    private static final int UINT = 2;
    private static final int LLONG = 3;
    private static final int ULLONG = 4;
    private static final int DOUBLE = 5;
    private static final int BOOLEAN = 6;
    private static final int STRING = 7;

    private final Map<String, Object> values;

    private TypedParams(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Those in an array of so many; the memory stays the caller's. */
    public static TypedParams read(long params, int count) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            long param = params + (long) SIZE * i;
            value(param).ifPresent(value -> values.put(Mem.text(param), value));
        }
        return new TypedParams(values);
    }

    /** Those in an array that libvirt allocated for its caller, which is given back. */
    public static TypedParams take(long params, int count) {
        try {
            return read(params, count);
        } finally {
            VirTypedParams.virTypedParamsFree(params, count);
        }
    }

    /**
     * Those that a function fills in, which is asked for their number first, as most of libvirt's older functions want it.
     *
     * @param function takes the address of the array, or 0, and that of the number; gives the function's result
     */
    public static TypedParams ask(LongBinaryOperator function) {
        try (Scope scope = new Scope()) {
            long count = scope.int32();
            Vir.check((int) function.applyAsLong(0, count));
            int room = Mem.int32(count);
            long params = scope.allocate((long) SIZE * room);
            Vir.check((int) function.applyAsLong(params, count));
            int filled = Math.min(room, Mem.int32(count));
            TypedParams read = read(params, filled);
            VirTypedParams.virTypedParamsClear(params, filled);
            return read;
        }
    }

    private static Optional<Object> value(long param) {
        long value = param + VALUE;
        return switch (Mem.int32(param + TYPE)) {
            case INT -> Optional.of((long) Mem.int32(value));
            case UINT -> Optional.of(Integer.toUnsignedLong(Mem.int32(value)));
            case LLONG, ULLONG -> Optional.of(Mem.int64(value));
            case DOUBLE -> Optional.of(Mem.float64(value));
            case BOOLEAN -> Optional.of(Mem.int8(value) != 0);
            case STRING -> Optional.of(Mem.text(Mem.int64(value)));
            // A newer library may have a type more.
            default -> Optional.empty();
        };
    }

    /** The whole number of this name. */
    public OptionalLong number(String name) {
        return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The whole number of this name, if it fits. */
    public OptionalInt smallNumber(String name) {
        return values.get(name) instanceof Long number && number.intValue() == number
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }

    /** The fraction of this name. */
    public OptionalDouble fraction(String name) {
        return values.get(name) instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** The truth of this name. */
    public Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The text of this name. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** All of them, by name: {@link Long}, {@link Double}, {@link Boolean} and {@link String}. */
    public Map<String, Object> asMap() {
        return values;
    }

    /** As they were given. */
    @Override
    public String toString() {
        return values.toString();
    }
}
