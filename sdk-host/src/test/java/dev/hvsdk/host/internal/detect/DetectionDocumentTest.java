/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static dev.hvsdk.host.testing.GeneratedPage.code;
import static dev.hvsdk.host.testing.GeneratedPage.header;
import static dev.hvsdk.host.testing.GeneratedPage.row;

import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Weight;
import dev.hvsdk.host.testing.GeneratedPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documents say of detection is what the code does. */
class DetectionDocumentTest {
    @Test
    void rulesAndWeightsAreThoseOfTheCode() throws IOException {
        List<String> made = new ArrayList<>(rules());
        made.addAll(weights());
        page("detection.md").hasPart("rules and weights", made);
    }

    @Test
    void valuesAreThoseOfTheCode() throws IOException {
        List<String> page = new ArrayList<>(List.of(
                "# What detection looks for",
                "",
                "Made from the code by `DetectionDocumentTest`: each value that one of the tables of `dev.hvsdk.host.internal.detect` knows, what it",
                "speaks for and what it weighs. [detection.md](detection.md) says what is done with it, and which signals need no table.",
                "A value of DMI, of a control group or of a device begins so; a part of a mount has it somewhere."));
        page.addAll(machine());
        page.addAll(containers());
        page.addAll(others());
        page("detection-signals.md").is(page);
    }

    private static GeneratedPage page(String name) {
        return new GeneratedPage(name, DetectionDocumentTest.class);
    }

    private static List<String> rules() {
        List<String> lines = new ArrayList<>(List.of("## The rules", ""));
        for (Rule rule : Rule.values()) {
            lines.add(rule.number() + ". `" + rule.id() + "`: " + rule.statement());
        }
        return lines;
    }

    private static List<String> weights() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## The weights",
                "",
                "First those about the machine, then those about containers, each weakest first.",
                ""));
        lines.addAll(header("weight", "meaning"));
        for (Weight weight : Weight.values()) {
            lines.add(row("`" + weight.id() + "`", weight.meaning()));
        }
        return lines;
    }

    private static List<String> section(String title, String place, List<String> rows) {
        List<String> lines = new ArrayList<>(List.of("", "## " + title, ""));
        lines.addAll(header(place, "speaks for", "weight"));
        lines.addAll(rows);
        return lines;
    }

    private static List<String> machine() {
        List<String> lines = new ArrayList<>();
        lines.addAll(section("CPUID, from leaf 0x40000000 on", "signature", signatures()));
        lines.addAll(section("DMI", "field and value", dmi()));
        lines.addAll(section(
                "ACPI, OEM id of FACP and DSDT",
                "id",
                new TreeMap<>(AcpiSignals.MAKERS)
                        .entrySet().stream()
                                .map(maker -> row(
                                        code(maker.getKey()),
                                        maker.getValue().technology().id(),
                                        maker.getValue().weight().id()))
                                .toList()));
        lines.addAll(section("/proc/cpuinfo, model name", "value", models()));
        lines.addAll(section("Clocks", "name", named(ClockSignals.NAMES, Weight.INTERFACE)));
        lines.addAll(section("Vendors of PCI devices", "id", named(PciSignals.VENDORS, Weight.HINT)));
        return lines;
    }

    private static List<String> signatures() {
        return new TreeMap<>(CpuidSignals.SIGNATURES)
                .entrySet().stream()
                        .map(signature -> row(
                                code(signature.getKey()),
                                signature.getValue().technology().id(),
                                signature.getValue().weight().id()))
                        .toList();
    }

    private static List<String> dmi() {
        List<String> rows = new ArrayList<>();
        for (DmiSignals.Brand brand : DmiSignals.BRANDS) {
            rows.add(row(
                    code(brand.field() + ": " + brand.prefix()),
                    subject(brand),
                    brand.weight().id()));
        }
        for (DmiSignals.Mark mark : DmiSignals.MARKS) {
            rows.add(row(
                    code(mark.field() + ": " + mark.prefix()),
                    "platform " + mark.platform().id(),
                    Weight.NONE.id()));
        }
        return rows;
    }

    private static String subject(DmiSignals.Brand brand) {
        Technology monitor = brand.monitor();
        String other = monitor == null || monitor.equals(brand.technology()) ? null : monitor.id();
        return subject(brand.technology(), other);
    }

    private static List<String> models() {
        return CpuinfoSignals.MODELS.stream()
                .map(model -> row(
                        code(model.prefix()),
                        model.technology().id(),
                        model.weight().id()))
                .toList();
    }

    private static List<String> named(Map<String, Technology> names, Weight weight) {
        return new TreeMap<>(names)
                .entrySet().stream()
                        .map(name -> row(code(name.getKey()), name.getValue().id(), weight.id()))
                        .toList();
    }

    private static List<String> containers() {
        List<String> lines = new ArrayList<>();
        lines.addAll(section("Mounts: options of an overlay on /", "part", mounts(MountSignals.OVERLAYS)));
        lines.addAll(section("Mounts: path of what is mounted on /", "part", mounts(MountSignals.ROOTS)));
        lines.addAll(section(
                "Mounts: path of what is mounted on files that engines give", "part", mounts(MountSignals.BINDS)));
        lines.addAll(section("Mounts: points", "beginning", mounts(MountSignals.POINTS)));
        lines.addAll(section(
                "Control groups",
                "beginning",
                CgroupSignals.FORMS.stream()
                        .map(form -> row(
                                code(form.prefix()), subject(form.technology(), form.variant()), Weight.CGROUP.id()))
                        .toList()));
        lines.addAll(section(
                "`container=` of the first process, /run/host/container-manager, /run/systemd/container",
                "value",
                named(ProcessSignals.NAMES, Weight.FIRST_PROCESS)));
        lines.addAll(section("/proc/1/comm", "value", named(ProcessSignals.FIRST_NAMES, Weight.FIRST_PROCESS)));
        lines.addAll(section("Files", "path", files()));
        return lines;
    }

    private static List<String> mounts(List<MountSignals.Form> forms) {
        return forms.stream()
                .map(form -> row(code(form.part()), subject(form.technology(), form.variant()), Weight.MOUNT.id()))
                .toList();
    }

    private static String subject(Technology technology, @Nullable String variant) {
        return variant == null ? technology.id() : technology.id() + "/" + variant;
    }

    private static List<String> files() {
        List<String> rows = new ArrayList<>();
        ProcessSignals.SOCKETS.forEach(
                socket -> rows.add(row(code(socket.path()), socket.technology().id(), Weight.FIRST_PROCESS.id())));
        ProcessSignals.MARKERS.forEach(
                marker -> rows.add(row(code(marker.path()), marker.technology().id(), Weight.MARKER.id())));
        return rows;
    }

    private static List<String> others() {
        List<String> lines = new ArrayList<>();
        lines.addAll(section(
                "Vendors that translators give the CPU", "vendor", named(TranslationSignals.VENDORS, Weight.KERNEL)));
        lines.addAll(section("FreeBSD: kern.vm_guest", "value", named(ForeignSystems.FREEBSD_GUESTS, Weight.KERNEL)));
        lines.addAll(section("macOS: hw.model", "beginning", named(ForeignSystems.MAC_MODELS, Weight.KERNEL)));
        return lines;
    }
}
