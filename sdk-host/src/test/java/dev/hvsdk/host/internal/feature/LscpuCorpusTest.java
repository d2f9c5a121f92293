/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.internal.detect.Detector;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hosts that util-linux recorded for lscpu, and what lscpu says of them.
 *
 * <p>The adapter: lscpu counts cores per socket and sockets per book where the SDK gives totals; it prints {@code -} for a model
 * without a name where the SDK says nothing; it repeats a flag that the kernel wrote twice; its word for virtualization is the name of the feature that is usable; its
 * numbers of family, model and stepping are compared on x86 only, because elsewhere it puts other things there; its hypervisor
 * is the first layer that is a guest's, by a table of its words, and its virtualization type the layer's approach.
 */
class LscpuCorpusTest {
    private static final Map<Technology, String> WORDS =
            Map.of(Technology.KVM, "KVM", Technology.VIRTUALBOX, "Oracle", Technology.POWERVM, "pHyp");

    private static final Map<Approach, String> TYPES =
            Map.of(Approach.FULL, "full", Approach.PARAVIRTUALIZATION, "para");

    /** Nine tenths of the files, and none that is read. */
    private static final List<String> UNREAD = List.of(
            "cache", "cpuidle", "cpufreq", "power", "microcode", "hotplug", "crash_notes*", "pmc*", "mmcr*", "*purr");

    @TempDir
    Path directory;

    @TestFactory
    List<DynamicTest> readsTheHostAsLscpuDoes() {
        Path corpus = Corpora.folder("lscpu");
        return Corpora.cases(corpus, "CASES.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    HostRoot root = HostRoot.of(unpacked(corpus, row[1]), RecordedFacts.none());
                    compare(expected(Corpora.text(corpus.resolve(row[2]))), root);
                }))
                .toList();
    }

    private Path unpacked(Path corpus, String dump) throws IOException, InterruptedException {
        File archive = corpus.resolve(dump + ".tar.xz").toFile();
        List<String> command = new ArrayList<>(List.of("tar", "-xJf", archive.getPath(), "-C", directory.toString()));
        UNREAD.forEach(name -> command.add("--exclude=" + name));
        Process tar = new ProcessBuilder(command).inheritIO().start();
        assumeThat(tar.waitFor()).as("tar unpacks .tar.xz here").isZero();
        return directory.resolve(Path.of(dump).getFileName());
    }

    private static Map<String, String> expected(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines()
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.contains(":"))
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    values.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                });
        return values;
    }

    private static void compare(Map<String, String> expected, HostRoot root) {
        CpuInfo cpu = Hardware.of(root).cpu();
        assertThat(cpu.vendor().orElse("")).isEqualTo(expected.getOrDefault("Vendor ID", ""));
        assertThat(cpu.model().orElse("-")).isEqualTo(expected.get("Model name"));
        if (expected.containsKey("CPU family")) {
            assertThat(cpu.familyNumber()).isEqualTo(number(expected, "CPU family"));
            assertThat(cpu.modelNumber()).isEqualTo(number(expected, "Model"));
            assertThat(cpu.stepping()).isEqualTo(number(expected, "Stepping"));
        } else {
            assertThat(cpu.familyNumber()).isEmpty();
        }
        if (expected.containsKey("Flags")) {
            assertThat(cpu.flags())
                    .containsExactlyElementsOf(
                            new LinkedHashSet<>(List.of(expected.get("Flags").split(" "))));
        }
        compareTopology(expected, cpu.topology());
        assertThat(virtualization(root)).isEqualTo(expected.getOrDefault("Virtualization", ""));
        assertThat(hypervisor(root))
                .isEqualTo(expected.getOrDefault("Hypervisor vendor", "") + " "
                        + expected.getOrDefault("Virtualization type", ""));
    }

    private static void compareTopology(Map<String, String> expected, CpuTopology topology) {
        int sockets = number(expected, "Socket(s)").orElse(1)
                * number(expected, "Socket(s) per book").orElse(1)
                * number(expected, "Book(s)").orElse(1);
        int cores = sockets * number(expected, "Core(s) per socket").orElseThrow();
        assertThat(topology.threads()).isEqualTo(number(expected, "CPU(s)"));
        assertThat(topology.sockets()).hasValue(sockets);
        assertThat(topology.cores()).hasValue(cores);
        assertThat(topology.threads().orElseThrow() / cores)
                .isEqualTo(number(expected, "Thread(s) per core").orElseThrow());
        assertThat(topology.numaNodes()).isEqualTo(number(expected, "NUMA node(s)"));
        assertThat(topology.offline()).isEmpty();
    }

    private static OptionalInt number(Map<String, String> expected, String key) {
        return expected.containsKey(key) ? OptionalInt.of(Integer.parseInt(expected.get(key))) : OptionalInt.empty();
    }

    private static String hypervisor(HostRoot root) {
        return Detector.detect(root).layers().stream()
                .filter(layer -> layer.role() == LayerRole.GUEST && WORDS.containsKey(layer.technology()))
                .findFirst()
                .map(layer -> WORDS.get(layer.technology()) + " " + TYPES.get(layer.approach()))
                .orElse(" ");
    }

    private static String virtualization(HostRoot root) {
        Set<CpuFeature> words = Set.of(CpuFeature.VT_X, CpuFeature.AMD_V);
        return FeatureProber.probe(Hardware.of(root), List.of()).stream()
                .filter(report -> words.contains(report.feature()) && report.isUsable())
                .map(FeatureReport::feature)
                .map(feature -> feature.equals(CpuFeature.VT_X) ? "VT-x" : "AMD-V")
                .reduce("", String::concat);
    }
}
