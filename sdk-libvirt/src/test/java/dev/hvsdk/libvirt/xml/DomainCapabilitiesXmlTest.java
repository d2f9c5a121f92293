/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DomainCapabilitiesXmlTest {
    static Stream<Arguments> capabilities() {
        return Corpus.cases("CASES_domaincaps.tsv").stream()
                .map(row -> Arguments.argumentSet(
                        row[0], Corpus.text(Corpus.folder().resolve(row[0]))));
    }

    private static DomainCapabilitiesXml corpus(String name) {
        return DomainCapabilitiesXml.parse(Corpus.text(Corpus.folder().resolve("domaincapsdata/" + name + ".xml")));
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void readsEveryCase(String xml) {
        DomainCapabilitiesXml capabilities = DomainCapabilitiesXml.parse(xml);

        assertThat(Dom.same(xml, capabilities.toXml())).isTrue();
        assertThat(capabilities.emulator()).isPresent();
        assertThat(capabilities.domainType()).isPresent();
        assertThat(capabilities.arch()).isPresent();
        assertThat(Readings.of(capabilities)).contains("cpuModels");
        assertThat(capabilities.supportsDevice("disk")).isPresent();
        assertThat(capabilities.deviceValues("disk", "diskDevice")).contains("disk");
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void agreesWithTheTextOnModels(String xml) {
        List<DomainCapabilitiesXml.CpuModel> models =
                DomainCapabilitiesXml.parse(xml).cpuModels();

        assertThat(models.stream().filter(model -> model.usable().equals(java.util.Optional.of(true))))
                .hasSize(count(xml, "usable='yes'"));
        assertThat(models.stream().filter(model -> model.usable().equals(java.util.Optional.of(false))))
                .hasSize(count(xml, "usable='no'"));
        assertThat(models.stream().filter(model -> !model.blockers().isEmpty())).hasSize(count(xml, "<blockers "));
    }

    private static int count(String xml, String part) {
        return xml.split(part, -1).length - 1;
    }

    @Test
    void tellsWhyAModelIsNotUsable() {
        DomainCapabilitiesXml capabilities = corpus("qemu_9.2.0.x86_64+amdsev");
        DomainCapabilitiesXml.CpuModel broadwell = capabilities.cpuModels().stream()
                .filter(model -> model.name().equals("Broadwell"))
                .findFirst()
                .orElseThrow();

        assertThat(broadwell.usable()).contains(false);
        assertThat(broadwell.blockers()).contains("hle", "rtm");
        assertThat(broadwell.vendor()).contains("Intel");
        assertThat(capabilities.hostModel().flatMap(CpuXml::model)).contains("EPYC-Genoa");
        assertThat(capabilities.supportsCpuMode("host-passthrough")).isTrue();
    }

    @Test
    void readsEncryptionOfGuests() {
        DomainCapabilitiesXml capabilities = corpus("qemu_9.2.0.x86_64+amdsev");

        assertThat(capabilities.supportsFeature("sev")).contains(true);
        assertThat(capabilities.supportsFeature("sgx")).contains(false);
        assertThat(capabilities.supportsFeature("tdx")).isEmpty();
        assertThat(capabilities.launchSecurityTypes()).containsExactly("sev", "sev-snp");
        assertThat(capabilities.maxSevGuests()).hasValue(59);
        assertThat(capabilities.maxSevEsGuests()).hasValue(450);
        assertThat(capabilities.featureValues("hyperv", "features")).contains("relaxed", "avic");
    }

    @Test
    void readsFirmware() {
        DomainCapabilitiesXml capabilities = corpus("qemu_9.2.0.x86_64+amdsev");

        assertThat(capabilities.firmwares()).containsExactly("bios", "efi");
        assertThat(capabilities.loaders())
                .containsExactly("/obviously/fake/firmware1.fd", "/obviously/fake/firmware2.fd");
        assertThat(capabilities.secureBoot()).isFalse();
        assertThat(capabilities.maxVcpus()).hasValue(255);
        assertThat(capabilities.machine()).contains("pc-i440fx-9.2");
    }

    @Test
    void knowsNothingOfDevicesThatAreNotMentioned() {
        assertThat(corpus("libxl-xenpv").supportsDevice("tpm")).isEmpty();
        assertThat(corpus("libxl-xenpv").deviceValues("tpm", "model")).isEmpty();
    }
}
