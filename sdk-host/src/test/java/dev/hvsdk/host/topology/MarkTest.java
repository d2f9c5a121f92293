/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MarkTest {
    /** WCAG 2.2, 1.4.3: text needs 4.5:1. */
    private static final double ENOUGH = 4.5;

    @ParameterizedTest
    @EnumSource
    void isReadableOnTheGroundsOfPictures(Mark mark) {
        assertThat(contrast(mark.onLight(), "#ffffff")).isGreaterThan(ENOUGH);
        assertThat(contrast(mark.onLight(), "#f5f6f8")).isGreaterThan(ENOUGH);
        assertThat(contrast(mark.onDark(), "#14171a")).isGreaterThan(ENOUGH);
        assertThat(contrast(mark.onDark(), "#1d2227")).isGreaterThan(ENOUGH);
    }

    @Test
    void measuresContrastAsTheSpecificationDoes() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.49);
    }

    @ParameterizedTest
    @CsvSource({"#1c1e21, #ffffff", "#555b63, #f5f6f8", "#e8eaed, #14171a", "#a9b1bb, #1d2227"})
    void textsAreReadableToo(String ink, String ground) {
        assertThat(Style.ofPage()).contains(ink, ground);
        assertThat(contrast(ink, ground)).isGreaterThan(ENOUGH);
    }

    /** WCAG 2.2, "contrast ratio" and "relative luminance". */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String color) {
        return 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
    }

    private static double linear(String color, int at) {
        double part = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
