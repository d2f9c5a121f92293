/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskNameTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("vsphere");

    @Test
    void aVolumeHasTheNameOfItsFileWithoutTheEnding() {
        assertThat(DiskName.ofFile("web/web_1.vmdk")).contains("web/web_1");
        assertThat(DiskName.file("web/web_1")).isEqualTo("web/web_1.vmdk");
        assertThat(DiskName.bytes("web/web_1")).isEqualTo("web/web_1-flat.vmdk");
        assertThat(DiskName.ofFile("web/web.vmx")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "web/web_1", "a b", "-ü", "web-000001", "..web", "[web]", "%2e%2e%2f"})
    void takesWhatIsAPath(String volume) {
        assertThat(DiskName.isPossible(volume)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/web",
                "web/",
                "a//b",
                "../a",
                "a/./b",
                "a/ /b",
                "a\\b",
                "a\nb",
                "a\u0000b",
                "a-flat",
                "a-ctk"
            })
    void refusesWhatLeadsElsewhereOrToAPartOfADisk(String volume) {
        assertThat(DiskName.isPossible(volume)).isFalse();
        assertThatThrownBy(() -> DiskName.requireNew(volume, ABOUT))
                .isInstanceOf(HypervisorException.Unsupported.class);
    }
}
