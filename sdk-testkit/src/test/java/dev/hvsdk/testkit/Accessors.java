/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that a value of the API says by its public methods, as text to compare: a new accessor is compared as well. */
final class Accessors {
    private static final Set<String> NO_READINGS = Set.of("hashCode", "toString", "toBuilder", "getClass", "notify");

    private Accessors() {}

    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Accessors::text).orElse("-");
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Accessors::text).collect(Collectors.joining(", ", "[", "]"));
        }
        boolean isOurs = value.getClass().getName().startsWith("dev.hvsdk.api.machine.") && !(value instanceof Enum);
        return isOurs ? parts(value) : value.toString();
    }

    private static String parts(Object value) {
        return Arrays.stream(value.getClass().getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != Object.class && !NO_READINGS.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName)
                        .thenComparing(method -> method.getReturnType().getName()))
                .map(method -> method.getName() + "=" + text(read(value, method)))
                .collect(Collectors.joining(" ", "{", "}"));
    }

    private static Object read(Object value, Method method) {
        try {
            return method.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(method.toString(), e);
        }
    }
}
