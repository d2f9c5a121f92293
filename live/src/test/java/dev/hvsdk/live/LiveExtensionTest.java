/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineTestKit;

class LiveExtensionTest {

    private static final Function<Engine, Optional<String>> NOTHING_IS_HERE = engine -> Optional.of("no " + engine);

    @Test
    void skipsWithTheReasonWhereAnEngineIsMissing() {
        ConditionEvaluationResult result =
                new LiveExtension(Map.of(), NOTHING_IS_HERE).decide(Engine.LIBVIRTD, Engine.QEMU);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue("no LIBVIRTD; no QEMU");
    }

    @Test
    void failsInCiWhereAnEngineIsMissing() {
        LiveExtension extension = new LiveExtension(Map.of("CI", "true"), NOTHING_IS_HERE);

        assertThatThrownBy(() -> extension.decide(Engine.LIBVIRTD))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("no LIBVIRTD");
    }

    @Test
    void skipsEvenInCiWhereTheHardwareIsMissing() {
        LiveExtension extension = new LiveExtension(Map.of("CI", "true"), NOTHING_IS_HERE);

        assertThat(extension.decide(Engine.KVM).isDisabled()).isTrue();
    }

    @Test
    void runsWhereAllIsHere() {
        LiveExtension extension = new LiveExtension(Map.of("CI", "true"), engine -> Optional.empty());

        assertThat(extension.decide(Engine.values()).isDisabled()).isFalse();
    }

    @Test
    void tellsJunit() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(NeedsKvm.class))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.started(Engine.KVM.missing().isEmpty() ? 1 : 0));
    }

    static class NeedsKvm {
        @Test
        @Live(Engine.KVM)
        void runsOnlyWithKvm() {
            assertThat(Engine.KVM.missing()).isEmpty();
        }
    }
}
