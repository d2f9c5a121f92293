/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.CpuMaker;
import dev.hvsdk.host.internal.cpu.CpuidSignature;
import dev.hvsdk.host.internal.cpu.CpuidTable;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFacts;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** CPUID of real CPUs, recorded by other projects, and what these projects say of them. */
class CpuidCorpusTest {
    /** {@code CPUID 00000001: 000306C3-00100800-7FFAFBFF-BFEBFBFF}, with or without the colon. */
    private static final Pattern LEAF = Pattern.compile(
            "CPUID ([0-9A-Fa-f]{8}):?\\s+([0-9A-Fa-f]{8})-([0-9A-Fa-f]{8})-([0-9A-Fa-f]{8})-([0-9A-Fa-f]{8})");

    /** {@code basic_cpuid[1]=000306c3 00100800 7ffafbff bfebfbff}, the extended leaves as {@code ext_cpuid}. */
    private static final Pattern INDEXED =
            Pattern.compile("(basic|ext)_cpuid\\[(\\d+)]=([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{8})");

    private static final Pattern XML = Pattern.compile("<cpuid eax_in='0x([0-9a-f]{8})' ecx_in='0x00'"
            + " eax='0x([0-9a-f]{8})' ebx='0x([0-9a-f]{8})' ecx='0x([0-9a-f]{8})' edx='0x([0-9a-f]{8})'/>");

    private static final Pattern SIGNATURE =
            Pattern.compile("family: *(\\d+).*model: *(\\d+).*stepping: *(\\d+)", Pattern.DOTALL);

    private static final CpuidBit SKINIT = new CpuidBit("SKINIT", 0x8000_0001, CpuidBit.Register.ECX, 12);
    private static final CpuidBit SMX = new CpuidBit("SMX", 1, CpuidBit.Register.ECX, 6);

    @TempDir
    Path tree;

    @TestFactory
    List<DynamicTest> decodesTheDumpsOfLibcpuid() {
        Path corpus = Corpora.folder("libcpuid");
        return Corpora.cases(corpus, "CASES.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    String dump = Corpora.text(corpus.resolve(row[0]));
                    HostFacts facts = dumped(dump);
                    assertThat(virtualizationBits(facts)).isEqualTo(words(row[2]));
                    assertThat(signature(facts)).startsWith(expectedSignature(dump));
                    assertStates(facts);
                }))
                .toList();
    }

    private static Set<String> words(String column) {
        return new HashSet<>(
                column.isBlank() ? List.of() : List.of(column.strip().split(" ")));
    }

    /**
     * What libcpuid looks for, which is VT-x on CPUs of Intel and AMD-V on those of AMD and Hygon only: the first Centaurs have
     * rubbish in these registers, and that it says nothing of VT-x on later ones and on Zhaoxin's is a gap of its own.
     */
    private static Set<String> virtualizationBits(HostFacts facts) {
        Set<String> names = new HashSet<>();
        String vendor = new CpuidTable(facts).vendor().value().orElse("");
        if (vendor.equals("GenuineIntel")) {
            addIf(names, facts, CpuidBit.VMX, "vmx");
            addIf(names, facts, SMX, "smx");
        } else if (Set.of("AuthenticAMD", "HygonGenuine").contains(vendor)) {
            addIf(names, facts, CpuidBit.SVM, "svm");
            addIf(names, facts, SKINIT, "skinit");
        }
        addIf(names, facts, CpuidBit.HYPERVISOR, "hypervisor");
        return names;
    }

    private static void addIf(Set<String> names, HostFacts facts, CpuidBit bit, String name) {
        if (has(facts, bit)) {
            names.add(name);
        }
    }

    private static boolean has(HostFacts facts, CpuidBit bit) {
        return new CpuidTable(facts).leaf(bit.leaf(), 0).map(bit::in).equals(Fact.known(true));
    }

    /** Extended family, extended model and stepping. */
    private static List<Integer> signature(HostFacts facts) {
        CpuidSignature signature = new CpuidTable(facts).signature().value().orElseThrow();
        return List.of(signature.family(), signature.model(), signature.stepping());
    }

    /** After the last rule of dashes: family, model, stepping, extended family, extended model, each on a line. */
    private static Integer[] expectedSignature(String dump) {
        String[] parts = dump.split("(?m)^-{60,}\\s*$");
        List<Integer> numbers = parts[1].lines()
                .map(String::strip)
                .filter(line -> line.matches("-?\\d+"))
                .map(Integer::valueOf)
                .toList();
        return new Integer[] {numbers.get(3), numbers.get(4), numbers.get(2)};
    }

    private void assertStates(HostFacts facts) {
        boolean hypervisor = has(facts, CpuidBit.HYPERVISOR);
        for (FeatureReport report : FeatureProber.probe(HostRoot.of(tree, facts), List.of())) {
            boolean vmx = report.feature().equals(CpuFeature.VT_X);
            if (!vmx && !report.feature().equals(CpuFeature.AMD_V)) {
                continue;
            }
            boolean ofMaker = maker(facts).virtualization().equals(report.feature());
            boolean there = ofMaker && has(facts, vmx ? CpuidBit.VMX : CpuidBit.SVM);
            boolean absent = report.state() == FeatureState.ABSENT;
            // A CPU has what CPUID announces; whether the firmware lets it be used, a dump cannot tell.
            assertThat(absent)
                    .as("%s on %s", report, new CpuidTable(facts).vendor())
                    .isEqualTo(!there && !(hypervisor && ofMaker));
            assertThat(report.isUsable()).isFalse();
        }
    }

    private static CpuMaker maker(HostFacts facts) {
        return CpuMaker.of(new CpuidTable(facts).vendor().value().orElseThrow()).orElseThrow();
    }

    @TestFactory
    List<DynamicTest> decodesTheDumpsOfLibvirt() {
        Path corpus = Corpora.folder("libvirt-11.3.0");
        return Corpora.cases(corpus, "CASES_cpuid.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    HostFacts facts = dumped(Corpora.text(corpus.resolve(row[0])));
                    Matcher expected = SIGNATURE.matcher(Corpora.text(corpus.resolve(row[1])));
                    assertThat(expected.find()).isTrue();
                    assertThat(signature(facts))
                            .containsExactly(number(expected, 1), number(expected, 2), number(expected, 3));
                    compareWithLibvirt(facts, Corpora.text(corpus.resolve(row[2])));
                }))
                .toList();
    }

    private static Integer number(Matcher matcher, int group) {
        return Integer.valueOf(matcher.group(group));
    }

    /** libvirt names a model and what the CPU has beyond it; its models of Intel have no vmx. */
    private static void compareWithLibvirt(HostFacts facts, String host) {
        if (host.contains("<vendor>Intel</vendor>")) {
            assertThat(has(facts, CpuidBit.VMX)).isEqualTo(host.contains("<feature name='vmx'/>"));
        }
        for (CpuidBit bit : List.of(CpuidBit.SVM, CpuidBit.AVIC, CpuidBit.VGIF)) {
            String name = bit.name().toLowerCase(Locale.ROOT);
            assertThat(has(facts, bit)).as(name).isIn(true, host.contains("<feature name='" + name + "'/>"));
        }
        assertThat(has(facts, CpuidBit.NP)).isIn(true, host.contains("<feature name='npt'/>"));
    }

    /** The first CPU of a dump, sub-leaf 0 of each leaf, as facts of an x86-64 machine. */
    private static RecordedFacts dumped(String dump) {
        RecordedFacts.Builder facts = RecordedFacts.builder().machine("x86_64");
        Set<Integer> seen = new HashSet<>();
        dump.lines()
                .flatMap(line -> leaf(line).stream())
                .filter(leaf -> seen.add(leaf.number()))
                .forEach(leaf -> facts.cpuid(leaf.number(), 0, leaf.registers()));
        return facts.build();
    }

    private static Optional<Leaf> leaf(String line) {
        Matcher matcher = LEAF.matcher(line);
        if (matcher.find()) {
            return Optional.of(Leaf.of(Integer.parseUnsignedInt(matcher.group(1), 16), matcher, 2));
        }
        Matcher xml = XML.matcher(line);
        if (xml.find()) {
            return Optional.of(Leaf.of(Integer.parseUnsignedInt(xml.group(1), 16), xml, 2));
        }
        Matcher indexed = INDEXED.matcher(line);
        return indexed.find()
                ? Optional.of(Leaf.of(
                        Integer.parseInt(indexed.group(2)) | (indexed.group(1).equals("ext") ? 0x8000_0000 : 0),
                        indexed,
                        3))
                : Optional.empty();
    }

    private record Leaf(int number, CpuidLeaf registers) {
        static Leaf of(int number, Matcher matcher, int first) {
            return new Leaf(
                    number,
                    new CpuidLeaf(
                            hex(matcher, first),
                            hex(matcher, first + 1),
                            hex(matcher, first + 2),
                            hex(matcher, first + 3)));
        }

        private static int hex(Matcher matcher, int group) {
            return Integer.parseUnsignedInt(matcher.group(group), 16);
        }
    }
}
