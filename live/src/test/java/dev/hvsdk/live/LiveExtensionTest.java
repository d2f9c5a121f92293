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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineTestKit;

class LiveExtensionTest {

    @Test
    void skipsWithTheReasonWhereAnEngineIsMissing() {
        ConditionEvaluationResult result =
                new LiveExtension(Map.of(), LiveExtensionTest::nothingIsHere).decide(Engine.LIBVIRTD, Engine.QEMU);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue("no LIBVIRTD; no QEMU");
    }

    @Test
    void failsInCiWhereAnEngineIsMissing() {
        LiveExtension extension = new LiveExtension(Map.of("CI", "true"), LiveExtensionTest::nothingIsHere);

        assertThatThrownBy(() -> extension.decide(Engine.LIBVIRTD))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("no LIBVIRTD");
    }

    @Test
    void skipsEvenInCiWhereTheHardwareIsMissing() {
        LiveExtension extension = new LiveExtension(Map.of("CI", "true"), LiveExtensionTest::nothingIsHere);

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

    private static Optional<String> nothingIsHere(Engine engine) {
        return Optional.of("no " + engine);
    }

    static class NeedsKvm {
        @Test
        @Live(Engine.KVM)
        void runsOnlyWithKvm() {
            assertThat(Engine.KVM.missing()).isEmpty();
        }
    }
}
