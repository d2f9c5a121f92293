/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.unit.MemorySize;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CapabilitiesXmlTest {
    static Stream<Arguments> hosts() {
        return Corpus.cases("CASES_vircaps.tsv").stream()
                .map(row -> Arguments.argumentSet(
                        row[1], Corpus.text(Corpus.folder().resolve(row[1]))));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void readsEveryCase(String xml) {
        CapabilitiesXml host = CapabilitiesXml.parse(xml);

        assertThat(Dom.same(xml, host.toXml())).isTrue();
        assertThat(host.cpu().flatMap(CpuXml::arch)).contains("x86_64");
        assertThat(host.iommu()).isPresent();
        assertThat(host.liveMigration()).isTrue();
        assertThat(host.cells())
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.id()).isPresent());
        assertThat(Readings.of(host)).contains("memory", "cpus");
    }

    @Test
    void readsNumaNodesWithoutCpus() {
        CapabilitiesXml host =
                CapabilitiesXml.parse(Corpus.text(Corpus.folder().resolve("vircaps2xmldata/vircaps-x86_64-hmat.xml")));

        assertThat(host.cells()).hasSize(2);
        assertThat(host.cells().get(0).cpus()).hasSize(24).startsWith(0, 1).endsWith(23);
        assertThat(host.cells().get(1).cpus()).isEmpty();
        assertThat(host.cells().get(1).memory()).contains(MemorySize.ofGibibytes(2));
        assertThat(host.iommu()).contains(false);
    }

    static Stream<Arguments> cpus() {
        return Corpus.documents("cpu").stream()
                .map(file -> Arguments.argumentSet(file.getFileName().toString(), Corpus.text(file)));
    }

    @ParameterizedTest
    @MethodSource("cpus")
    void readsEveryCpu(String xml) {
        CpuXml cpu = CpuXml.parse(xml);

        assertThat(Dom.same(xml, cpu.toXml())).isTrue();
        assertThat(Readings.of(cpu)).contains("model");
        assertThat(cpu.features()).hasSize(cpu.element().children("feature").size());
    }

    @Test
    void readsGuestsAndMachines() {
        CapabilitiesXml host = CapabilitiesXml.parse("""
                <capabilities>
                  <host>
                    <uuid>4c4c4544-0000-2010-8020-80c04f202020</uuid>
                    <secmodel><model>apparmor</model><doi>0</doi></secmodel>
                    <secmodel><model>dac</model><doi>0</doi></secmodel>
                  </host>
                  <guest>
                    <os_type>hvm</os_type>
                    <arch name='x86_64'>
                      <wordsize>64</wordsize>
                      <emulator>/usr/bin/qemu-system-x86_64</emulator>
                      <machine maxCpus='255'>pc-i440fx-7.2</machine>
                      <machine canonical='pc-q35-7.2' maxCpus='288'>q35</machine>
                      <domain type='qemu'/>
                      <domain type='kvm'/>
                    </arch>
                  </guest>
                </capabilities>
                """);
        CapabilitiesXml.Guest guest = host.guests().get(0);

        assertThat(host.hostUuid()).contains("4c4c4544-0000-2010-8020-80c04f202020");
        assertThat(host.securityModels()).containsExactly("apparmor", "dac");
        assertThat(guest.osType()).contains("hvm");
        assertThat(guest.arch()).contains("x86_64");
        assertThat(guest.emulator()).contains("/usr/bin/qemu-system-x86_64");
        assertThat(guest.domainTypes()).containsExactly("qemu", "kvm");
        assertThat(guest.machines()).containsExactly("pc-i440fx-7.2", "q35");
        assertThat(guest.canonicalMachine("q35")).contains("pc-q35-7.2");
        assertThat(host.iommu()).isEmpty();
    }
}
