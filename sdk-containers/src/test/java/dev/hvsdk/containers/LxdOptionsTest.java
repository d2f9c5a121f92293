/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LxdOptionsTest {
    private static LxdOptions with(UnaryOperator<LxdOptions.Builder> more) {
        return more.apply(LxdOptions.builder()).build();
    }

    @Test
    void keepsWhatItWasGiven() {
        LxdOptions options = LxdOptions.builder()
                .profile("default")
                .profile("web")
                .config("security.nesting", "true")
                .device("data", Map.of("type", "disk"))
                .ephemeral(true)
                .description("why")
                .build();

        assertThat(options.profiles()).containsExactly("default", "web");
        assertThat(options.config()).containsExactly(Map.entry("security.nesting", "true"));
        assertThat(options.devices()).containsExactly(Map.entry("data", Map.of("type", "disk")));
        assertThat(options.ephemeral()).isTrue();
        assertThat(options.description()).contains("why");
    }

    @Test
    void eachPartMakesADifference() {
        LxdOptions plain = LxdOptions.builder().build();

        assertThat(plain)
                .isEqualTo(LxdOptions.builder().build())
                .hasSameHashCodeAs(LxdOptions.builder().build());
        assertThat(plain)
                .isNotEqualTo(with(options -> options.profile("a")))
                .isNotEqualTo(with(options -> options.config("a", "b")))
                .isNotEqualTo(with(options -> options.device("a", Map.of())))
                .isNotEqualTo(with(options -> options.ephemeral(true)))
                .isNotEqualTo(with(options -> options.description("a")));
    }

    @Test
    void isNotChangedFromOutside() {
        Map<String, String> keys = new LinkedHashMap<>(Map.of("type", "nic"));
        LxdOptions options = with(builder -> builder.device("eth0", keys));
        keys.put("type", "disk");

        assertThat(options.devices().get("eth0")).containsEntry("type", "nic");
        assertThatThrownBy(() -> options.config().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void textHasNoValues() {
        LxdOptions options = with(
                builder -> builder.config("environment.PASSWORD", "s3cret").device("data", Map.of("source", "s3cret")));

        assertThat(options.toString()).contains("environment.PASSWORD", "data").doesNotContain("s3cret");
    }
}
