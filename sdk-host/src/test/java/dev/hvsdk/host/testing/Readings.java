/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes a reading down as text by all of its public answers, so that two can be compared whatever their classes are. */
public final class Readings {
    private static final Set<String> NO_ANSWERS = Set.of("hashCode", "toString", "toBuilder");

    private Readings() {}

    /** Everything that a value answers. */
    public static String describe(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Readings::describe).orElse("empty");
        }
        if (value instanceof Collection<?> collection) {
            List<String> elements = new ArrayList<>();
            collection.forEach(element -> elements.add(describe(element)));
            return String.join("\n", elements);
        }
        if (value instanceof Map<?, ?> map) {
            return describe(
                    map.entrySet().stream().map(Object::toString).sorted().toList());
        }
        boolean ours = value.getClass().getName().startsWith("dev.hvsdk.") && !(value instanceof Enum<?>);
        return ours ? answers(value) : String.valueOf(value);
    }

    private static String answers(Object value) {
        Map<String, String> answers = new TreeMap<>();
        for (Method method : value.getClass().getMethods()) {
            if (method.getDeclaringClass() != Object.class
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && !NO_ANSWERS.contains(method.getName())) {
                answers.put(method.getName(), describe(answer(method, value)));
            }
        }
        return value.getClass().getSimpleName() + answers;
    }

    private static Object answer(Method method, Object value) {
        try {
            return method.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(method + " has no answer", e);
        }
    }
}
