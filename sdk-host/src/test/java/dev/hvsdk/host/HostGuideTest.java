/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static dev.hvsdk.host.testing.GeneratedPage.code;
import static dev.hvsdk.host.testing.GeneratedPage.header;
import static dev.hvsdk.host.testing.GeneratedPage.row;

import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.host.cpuid.CpuidDump;
import dev.hvsdk.host.cpuid.FeatureBit;
import dev.hvsdk.host.doctor.HostDoctor;
import dev.hvsdk.host.testing.GeneratedPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide says of bits, checks and blockers is what the code knows. */
class HostGuideTest {
    private static final String INTEL = "ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69";
    private static final String AMD = "ebx=0x68747541 ecx=0x444d4163 edx=0x69746e65";

    @Test
    void tablesAreThoseOfTheCode() throws IOException {
        GeneratedPage page = new GeneratedPage("guide/host.md", HostGuideTest.class);
        page.hasPart("bits", bits());
        page.hasPart("checks", checks());
        page.hasPart("blockers", blockers());
    }

    private static List<String> bits() {
        List<String> lines = new ArrayList<>(header("`CpuFeature`", "bit or register"));
        Set<FeatureBit> bits = new LinkedHashSet<>(bitsOf(INTEL));
        bits.addAll(bitsOf(AMD));
        bits.forEach(bit -> lines.add(row(code(bit.feature().id()), bit.source())));
        return lines;
    }

    /** Of a CPU that has nothing but its maker's signature. */
    private static List<FeatureBit> bitsOf(String signature) {
        String dump = "CPU 0:\n   0x00000000 0x00: eax=0x00000000 " + signature + "\n";
        CpuidDump read = CpuidDump.parse("a signature", dump.getBytes(StandardCharsets.US_ASCII));
        return CpuidInspection.of(read).kinds().get(0).bits();
    }

    private static List<String> checks() {
        return Stream.concat(
                        header("check", "what is looked at").stream(),
                        HostDoctor.checks().stream().map(check -> row(code(check.id()), check.title())))
                .toList();
    }

    private static List<String> blockers() {
        return Stream.concat(
                        header("id", "in a few words").stream(),
                        Stream.of(Blocker.Kind.values()).map(kind -> row(code(kind.id()), kind.displayName())))
                .toList();
    }
}
