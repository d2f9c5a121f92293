/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes a value of any type that a builder of the API takes; no two are alike. Not thread-safe. */
final class Samples {
    private record Extension(int number) implements GuestExtension {}

    private int count;

    private int next() {
        count++;
        return count;
    }

    /** A builder of this type, with samples for what it needs to begin. */
    Object builder(Class<?> type) throws ReflectiveOperationException {
        Method begin = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("builder") && Modifier.isStatic(method.getModifiers()))
                .findFirst()
                .orElseThrow();
        Object builder = begin.invoke(null, arguments(begin));
        // The one value that is refused without: a layer needs evidence.
        for (Method setter : builder.getClass().getMethods()) {
            if (type.getSimpleName().equals("VirtualizationLayer")
                    && setter.getName().equals("evidence")) {
                setter.invoke(builder, arguments(setter));
            }
        }
        return builder;
    }

    Object[] arguments(Executable method) throws ReflectiveOperationException {
        Type[] types = method.getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = method.getName().equals("mac") ? "52:54:00:00:00:01" : sample(types[i]);
        }
        return arguments;
    }

    private Object sample(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> raw = (Class<?>) type;
        Object simple = simple(raw);
        if (simple != null) {
            return simple;
        } else if (raw.isEnum()) {
            Object[] constants = raw.getEnumConstants();
            // Neither end of an enum that has a middle: defaults are found there.
            return constants[Math.min(1, constants.length - 1)];
        } else if (raw.isRecord()) {
            var constructor = raw.getConstructors()[0];
            return constructor.newInstance(arguments(constructor));
        }
        Object builder = builder(raw);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private Object generic(ParameterizedType type) throws ReflectiveOperationException {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return List.of(sample(of[0]));
        } else if (type.getRawType() == Set.class) {
            return Set.of(sample(of[0]));
        } else if (type.getRawType() == Map.class) {
            return Map.of(sample(of[0]), sample(of[1]));
        }
        throw new IllegalArgumentException("teach me to make a sample of " + type);
    }

    private @Nullable Object simple(Class<?> type) {
        int number = next();
        Map<Class<?>, Object> samples = Map.ofEntries(
                Map.entry(String.class, "sample-" + number),
                Map.entry(int.class, number),
                Map.entry(Integer.class, number),
                Map.entry(long.class, (long) number),
                Map.entry(boolean.class, true),
                Map.entry(byte[].class, new byte[] {(byte) number}),
                Map.entry(BigDecimal.class, BigDecimal.valueOf(number)),
                Map.entry(Duration.class, Duration.ofSeconds(number)),
                Map.entry(Instant.class, Instant.ofEpochSecond(number)),
                Map.entry(URI.class, URI.create("test:///" + number)),
                Map.entry(MemorySize.class, MemorySize.ofMebibytes(number)),
                Map.entry(DataRate.class, DataRate.ofBytesPerSecond(number)),
                Map.entry(PciAddress.class, new PciAddress(number, 0, 0, 0)),
                Map.entry(GuestId.class, GuestId.of("guest-" + number)),
                Map.entry(StateReason.class, StateReason.of("reason-" + number)),
                Map.entry(Technology.class, Technology.LXC),
                Map.entry(CpuFeature.class, CpuFeature.of("feature-" + number)),
                Map.entry(Assignability.class, Assignability.ready()),
                Map.entry(
                        CpuTopology.class, CpuTopology.builder().sockets(number).build()),
                Map.entry(BootSource.class, BootSource.cdrom("/" + number + ".iso")),
                Map.entry(
                        PassthroughDevice.class,
                        DeviceNode.builder("/dev/" + number).build()),
                Map.entry(GuestExtension.class, new Extension(number)),
                Map.entry(Executor.class, (Executor) Runnable::run),
                Map.entry(CredentialsProvider.class, CredentialsProvider.none()));
        return samples.get(type);
    }
}
