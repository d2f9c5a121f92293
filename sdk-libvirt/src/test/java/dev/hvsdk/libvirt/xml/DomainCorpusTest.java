/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.unit.MemorySize;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every definition of a domain among libvirt's own cases. */
class DomainCorpusTest {
    static Stream<Arguments> definitions() {
        Path folder = Corpus.folder();
        return Corpus.documents("domain").stream()
                .map(file -> Arguments.argumentSet(folder.relativize(file).toString(), Corpus.text(file)));
    }

    @Test
    void hasManyDefinitions() {
        assertThat(definitions()).hasSizeGreaterThan(150);
    }

    /** Otherwise {@link #staysValidWhenItIsChanged} would look at few. */
    @Test
    void schemaAcceptsMostDefinitions() {
        assertThat(Corpus.documents("domain").stream().map(Corpus::text))
                .filteredOn(xml -> Schemas.complaints("domain", xml).isEmpty())
                .hasSizeGreaterThan(120);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isWrittenAsItWasRead(String xml) {
        String written = DomainXml.parse(xml).toXml();

        assertThat(Dom.same(xml, written)).as(written).isTrue();
        assertThat(DomainXml.parse(written)).isEqualTo(DomainXml.parse(xml));
        assertThat(DomainXml.parse(written).toXml()).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isReadWithoutAnError(String xml) {
        DomainXml domain = DomainXml.parse(xml);

        assertThat(domain.name()).isPresent();
        assertThat(domain.type()).isPresent();
        assertThat(domain.os().flatMap(OsXml::type)).isPresent();
        assertThat(Readings.of(domain)).hasSizeGreaterThan(30);
        assertThat(domain.devices()).hasSize((int) domain.element().child("devices").stream()
                .flatMap(devices -> devices.children().stream())
                .filter(device -> !device.is("emulator"))
                .count());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void keepsEverythingElseWhenItIsChanged(String xml) {
        DomainXml original = DomainXml.parse(xml);
        DiskXml disk = DiskXml.file("/new.qcow2").withDriver("qemu", "qcow2").withTarget("vdz", "virtio");
        InterfaceXml nic = InterfaceXml.network("default").withModel("virtio");

        DomainXml grown = reread(original.withDevice(disk).withDevice(nic));
        DomainXml shrunk = reread(grown.withoutDevice(nic).withoutDevice(disk));

        assertThat(grown.disks()).hasSize(original.disks().size() + 1).endsWith(disk);
        assertThat(grown.interfaces()).endsWith(nic);
        assertThat(shrunk.devices()).isEqualTo(original.devices());
        if (original.element().child("devices").isPresent()) {
            assertThat(Dom.sameButLayout(xml, shrunk.toXml())).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void takesNewMemoryAndVcpus(String xml) {
        DomainXml changed = reread(
                DomainXml.parse(xml).withMemory(MemorySize.ofMebibytes(123)).withVcpus(3, 7));

        assertThat(changed.memory()).contains(MemorySize.ofMebibytes(123));
        assertThat(changed.currentMemory()).contains(MemorySize.ofMebibytes(123));
        assertThat(changed.vcpus()).hasValue(3);
        assertThat(changed.maxVcpus()).hasValue(7);
        assertThat(changed.withElement(
                        DomainXml.parse(xml).element().child("name").orElseThrow()))
                .isEqualTo(changed);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void staysValidWhenItIsChanged(String xml) {
        List<String> before = Schemas.complaints("domain", xml);
        DomainXml changed = DomainXml.parse(xml)
                .withMemory(MemorySize.ofMebibytes(123))
                .withVcpus(3, 7)
                .withDevice(
                        DiskXml.file("/new.qcow2").withDriver("qemu", "qcow2").withTarget("vdz", "virtio"))
                .withDevice(HostdevXml.usb("1d6b", "0002"));

        if (before.isEmpty()) {
            assertThat(Schemas.complaints("domain", changed.toXml())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void losesOnlySecretsWhenRedacted(String xml) {
        DomainXml original = DomainXml.parse(xml);

        assertThat(original.redacted().withSecretsOf(original)).isEqualTo(original);
        assertThat(original.redacted().toXml()).doesNotContain("passwd=");
    }

    private static DomainXml reread(DomainXml domain) {
        return DomainXml.parse(domain.toXml());
    }
}
