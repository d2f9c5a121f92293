/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** libvirt's own test cases of .vmx files, read where they are and never copied, as libvirt reads them. */
class VmxCorpusTest {
    private static final UUID NONE = new UUID(0, 0);

    private static Path folder() {
        Path folder = Path.of(System.getProperty("hvsdk.corpora", "../shared/corpora"), "libvirt-11.3.0");
        assumeThat(folder).as("the corpus of libvirt is there").isDirectory();
        return folder;
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path expected(Path vmx) {
        return vmx.resolveSibling(vmx.getFileName().toString().replace(".vmx", ".xml"));
    }

    @TestFactory
    Stream<DynamicTest> readsAsLibvirtDoes() {
        return files(".vmx").stream()
                .filter(vmx -> Files.exists(expected(vmx)))
                .map(vmx -> DynamicTest.dynamicTest(folder().relativize(vmx).toString(), () -> agrees(vmx)));
    }

    private static void agrees(Path vmx) throws IOException, SAXException, ParserConfigurationException {
        VmxMachine machine = VmxMachine.of(VmxFile.read(vmx));
        Element domain = document(expected(vmx)).getDocumentElement();
        assertThat(machine.name()).contains(text(domain, "name"));
        assertThat(machine.uuid().orElse(NONE)).isEqualTo(UUID.fromString(text(domain, "uuid")));
        assertThat(machine.memory().toMebibytes()).isEqualTo(kibibytes(domain) / 1024);
        assertThat(machine.vcpus()).isEqualTo(vcpus(domain));
        assertThat(machine.disks().stream().map(VmxCorpusTest::libvirtName))
                .containsExactlyInAnyOrderElementsOf(disks(domain));
        assertThat(machine.nics().stream().flatMap(nic -> nic.findMac().stream()))
                .containsExactlyElementsOf(macs(domain));
    }

    /** A definition without a number has one. */
    private static int vcpus(Element domain) {
        return elements(domain, "vcpu").isEmpty() ? 1 : Integer.parseInt(text(domain, "vcpu"));
    }

    private static long kibibytes(Element domain) {
        Element memory = elements(domain, "memory").get(0);
        long value = Long.parseLong(memory.getTextContent().strip());
        return switch (memory.getAttribute("unit")) {
            case "MiB" -> value * 1024;
            case "GiB" -> value * 1024 * 1024;
            default -> value;
        };
    }

    /** libvirt names disks as Linux would, by controller and place. */
    private static String libvirtName(VmxDisk disk) {
        String[] places = disk.target().replaceAll("[a-z]", "").split(":", -1);
        int first = Integer.parseInt(places[0]);
        int second = places.length == 1 ? 0 : Integer.parseInt(places[1]);
        return switch (disk.bus()) {
            case "scsi" -> "sd" + letter(first * 15 + (second > 7 ? second - 1 : second)) + " " + kind(disk);
            case "sata" -> "sd" + letter(first * 30 + second) + " " + kind(disk);
            case "ide" -> "hd" + letter(first * 2 + second) + " " + kind(disk);
            default -> "fd" + letter(first) + " " + kind(disk);
        };
    }

    private static char letter(int index) {
        return (char) ('a' + index);
    }

    private static String kind(VmxDisk disk) {
        return disk.kind().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> disks(Element domain) {
        return elements(domain, "disk").stream()
                .map(disk -> elements(disk, "target").get(0).getAttribute("dev") + " " + device(disk))
                .toList();
    }

    /** libvirt's word for a drive of the host that is handed through (cdrom-raw) is lun. */
    private static String device(Element disk) {
        String device = disk.getAttribute("device");
        return device.isEmpty() ? "disk" : device.replace("lun", "cdrom");
    }

    private static List<String> macs(Element domain) {
        return elements(domain, "mac").stream()
                .map(mac -> mac.getAttribute("address").toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent().strip();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }

    private static Document document(Path xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(xml.toFile());
    }

    @Test
    void writesEachCaseAsItWasRead() throws IOException {
        List<Path> changed = new ArrayList<>();
        for (Path vmx : files(".vmx")) {
            if (!Arrays.equals(VmxFile.read(vmx).bytes(), Files.readAllBytes(vmx))) {
                changed.add(vmx);
            }
        }
        assertThat(changed).isEmpty();
    }
}
