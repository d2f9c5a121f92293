/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibvirtWordTest {
    private static final CapabilitiesXml HOST =
            CapabilitiesXml.parse("<capabilities><host><cpu><feature name='svm'/></cpu></host></capabilities>");

    private static final String OF_9_2 =
            "<sev supported='yes'><maxGuests>59</maxGuests><maxESGuests>450</maxESGuests></sev>"
                    + "<launchSecurity supported='yes'><enum name='sectype'><value>sev</value><value>sev-snp</value></enum></launchSecurity>";

    private static final String OF_9_0 = "<sev supported='no'/>";

    private static final String WITHOUT_ES =
            "<sev supported='yes'><maxGuests>509</maxGuests><maxESGuests>0</maxESGuests></sev>";

    private static String on(CpuFeature feature, String features) {
        String xml = "<domainCapabilities><features>" + features + "</features></domainCapabilities>";
        return LibvirtWord.on(feature, HOST, Optional.of(DomainCapabilitiesXml.parse(xml)))
                .map(word -> word.isUsable() + ": " + word.evidence().value())
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sev     | true: launch security sev, at most 59 guests at once",
                "sev-es  | true: at most 450 guests with SEV-ES at once",
                "sev-snp | true: launch security sev-snp",
                "tdx     | false: no launch security tdx",
                "amd-v   | true: CPU feature svm",
                "vt-x    | nothing",
                "sgx     | nothing"
            })
    void saysWhatIsOffered(String feature, String word) {
        assertThat(on(CpuFeature.of(feature), OF_9_2)).isEqualTo(word);
    }

    @Test
    void deniesOnlyWhatLibvirtDeniesByName() {
        assertThat(on(CpuFeature.SEV, OF_9_0)).isEqualTo("false: no launch security sev");
        assertThat(on(CpuFeature.SEV_ES, OF_9_0)).isEqualTo("false: no launch security sev, which SEV-ES is part of");
        assertThat(on(CpuFeature.SEV_SNP, OF_9_0)).isEqualTo("nothing");
        assertThat(on(CpuFeature.TDX, OF_9_0)).isEqualTo("nothing");
        assertThat(on(CpuFeature.TDX, "<tdx supported='yes'/>")).isEqualTo("true: launch security tdx");
        assertThat(on(CpuFeature.SEV_ES, "")).isEqualTo("nothing");
        assertThat(LibvirtWord.on(CpuFeature.SEV, HOST, Optional.empty())).isEmpty();
    }

    @Test
    void knowsAMachineThatKeepsAllItsGuestsForPlainSev() {
        assertThat(on(CpuFeature.SEV_ES, WITHOUT_ES)).isEqualTo("false: at most 0 guests with SEV-ES at once");
    }
}
