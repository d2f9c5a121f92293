/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.OptionTable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What all values with a builder have in common: what was set is what is read, by the same name; nothing else changes; and the
 * finished value does not change with its builder. Finds the builders itself, so that a new one is tested without being asked.
 */
class BuildersTest {
    static List<Class<?>> values() throws IOException, URISyntaxException {
        Path classes = Path.of(ErrorDetails.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("$Builder.class"))
                    .sorted()
                    .<Class<?>>map(BuildersTest::valueOf)
                    // Its parts are read by HypervisorException only, whose test covers them.
                    .filter(type -> type != ErrorDetails.class)
                    // No values: they are filled with functions, and have tests of their own.
                    .filter(type -> type != OptionTable.class && type != CapabilityTable.class)
                    .toList();
        }
    }

    private static Class<?> valueOf(String builderFile) {
        try {
            return Class.forName(builderFile.replace("$Builder.class", "").replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsSetIsReadAndNothingElseChanges(Class<?> type) throws ReflectiveOperationException {
        for (Method setter : setters(type)) {
            Samples samples = new Samples();
            Object builder = samples.builder(type);
            Object before = build(builder);
            Map<String, Object> untouched = read(before);
            Object[] arguments = samples.arguments(setter);
            assertThat(setter.invoke(builder, arguments))
                    .as("%s returns its builder", setter)
                    .isSameAs(builder);

            Method accessor = accessor(type, setter);
            Object given = arguments[arguments.length - 1];
            Map<String, Object> after = read(build(builder));
            assertThat(holds(after.get(accessor.getName()), given))
                    .as("%s: set %s, read %s", setter, given, after.get(accessor.getName()))
                    .isTrue();
            assertThat(holds(untouched.get(accessor.getName()), given) && !(given instanceof Boolean))
                    .as("%s: the sample is not the default", setter)
                    .isFalse();
            assertSameBut(affectedBy(accessor), untouched, after, setter);
            assertSameBut("", untouched, read(before), setter);
        }
    }

    static List<Class<?>> valuesToContinue() throws IOException, URISyntaxException {
        return values().stream()
                .filter(type -> Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals("toBuilder")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("valuesToContinue")
    void aBuilderThatContinuesAValueBeginsWithAllOfIt(Class<?> type) throws ReflectiveOperationException {
        Samples samples = new Samples();
        Object builder = samples.builder(type);
        for (Method setter : setters(type)) {
            setter.invoke(builder, samples.arguments(setter));
        }
        Object value = build(builder);
        Map<String, Object> continued = read(build(type.getMethod("toBuilder").invoke(value)));
        read(value)
                .forEach((name, reading) -> assertThat(same(reading, continued.get(name)))
                        .as("%s.%s()", type.getSimpleName(), name)
                        .isTrue());
    }

    /** Readings that are another view of the one that was set. */
    private static String affectedBy(Method accessor) {
        return accessor.getName() + (accessor.getName().equals("physicalFunction") ? " isVirtualFunction" : "");
    }

    private static void assertSameBut(
            String names, Map<String, Object> expected, Map<String, Object> actual, Method setter) {
        List<String> excepted = Arrays.asList(names.split(" ", -1));
        expected.forEach((name, value) -> {
            if (!excepted.contains(name)) {
                assertThat(same(value, actual.get(name)))
                        .as("%s leaves %s() as it was: %s, %s", setter, name, value, actual.get(name))
                        .isTrue();
            }
        });
    }

    private static List<Method> setters(Class<?> type) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(type.getName() + "$Builder").getMethods())
                .filter(method -> method.getReturnType() == method.getDeclaringClass())
                .toList();
    }

    private static Method accessor(Class<?> type, Method setter) {
        return accessors(type).stream()
                .filter(method -> method.getName().equals(setter.getName())
                        || method.getName().equals(setter.getName() + "s")
                        || method.getName().equals(setter.getName() + "es")
                        || (setter.getName().equals("with") && method.getName().equals("extensions")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing reads what " + setter + " sets"));
    }

    private static List<Method> accessors(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() == type
                        && method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !List.of("hashCode", "toString", "toBuilder").contains(method.getName()))
                .toList();
    }

    private static Map<String, Object> read(Object value) throws ReflectiveOperationException {
        Map<String, Object> readings = new TreeMap<>();
        for (Method accessor : accessors(value.getClass())) {
            readings.put(accessor.getName(), accessor.invoke(value));
        }
        return readings;
    }

    private static Object build(Object builder) throws ReflectiveOperationException {
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static boolean holds(@Nullable Object reading, Object given) {
        if (reading instanceof Optional<?> optional) {
            return optional.isPresent() && same(optional.get(), given);
        } else if (reading instanceof OptionalInt number) {
            return number.isPresent() && given.equals(number.getAsInt());
        } else if (reading instanceof OptionalLong number) {
            return number.isPresent() && given.equals(number.getAsLong());
        } else if (reading instanceof Map<?, ?> map) {
            return map.containsValue(given);
        } else if (reading instanceof Collection<?> all) {
            return given instanceof Collection<?> many ? !many.isEmpty() && all.containsAll(many) : all.contains(given);
        }
        return same(reading, given);
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return false;
        }
        // By text too, because not every value has an equals: a builder's default is made anew for each builder.
        return Objects.deepEquals(one, other)
                || (one.getClass() == other.getClass()
                        && !(one instanceof byte[])
                        && one.toString().equals(other.toString()));
    }
}
