/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the three open sets of constants have in common. */
class OpenSetsTest {
    static Stream<Arguments> sets() {
        return Stream.of(
                set(Technology.class, Technology.known(), Technology::id, Technology::displayName),
                set(CpuFeature.class, CpuFeature.known(), CpuFeature::id, CpuFeature::displayName),
                set(Platform.class, Platform.known(), Platform::id, Platform::displayName));
    }

    private static <T> Arguments set(
            Class<T> type, Collection<T> known, Function<T, String> id, Function<T, String> displayName) {
        return Arguments.of(
                type,
                known,
                known.stream().map(id).toList(),
                known.stream().map(displayName).toList());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void knowsItsConstantsInTheirOrder(Class<?> type, Collection<?> known) throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                constants.add(field.get(null));
            }
        }
        assertThat(constants).isNotEmpty();
        assertThat(List.<Object>copyOf(known)).isEqualTo(constants);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void hasUniqueIdsAndNamesForPeople(Class<?> type, Collection<?> known, List<String> ids, List<String> names) {
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> !name.isBlank());
        assertThat(known).as(type.getSimpleName()).hasSameSizeAs(ids);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void namesItsConstantsAfterTheirIds(Class<?> type, Collection<?> known, List<String> ids)
            throws IllegalAccessException {
        for (Field field : type.getFields()) {
            if (field.getType() == type) {
                assertThat(ids)
                        .contains(field.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
                assertThat(field.get(null))
                        .hasToString(field.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void cannotBeChangedByTheListOfConstants(Class<?> type, Collection<?> known) {
        assertThatThrownBy(known::clear).as(type.getSimpleName()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void findsKnownOnesAndTakesNewOnes() {
        assertThat(CpuFeature.of("vt-x")).isSameAs(CpuFeature.VT_X);
        assertThat(CpuFeature.of("avx512f").displayName()).isEqualTo("avx512f");
        assertThat(CpuFeature.find("avx512f")).isEmpty();
        assertThat(Platform.of("aws")).isSameAs(Platform.AWS);
        assertThat(Platform.of("my-cloud")).isEqualTo(Platform.of("my-cloud")).hasToString("my-cloud");
        assertThat(Platform.find("my-cloud")).isEmpty();
        assertThat(Platform.find("azure")).containsSame(Platform.AZURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "VT-x", "vt_x", "vt-x ", "-"})
    void refusesMalformedIds(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> CpuFeature.of(id)).withMessageContaining("CPU feature");
        assertThatIllegalArgumentException().isThrownBy(() -> Platform.of(id)).withMessageContaining("platform");
    }

    @Test
    void isEqualById() {
        EqualsVerifier.forClass(CpuFeature.class).withOnlyTheseFields("id").verify();
        EqualsVerifier.forClass(Platform.class).withOnlyTheseFields("id").verify();
    }
}
