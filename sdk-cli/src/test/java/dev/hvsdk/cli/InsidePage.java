/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.live.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page that says what was answered where. Not thread-safe: for one test. */
final class InsidePage {

    static final Path PATH = Path.of("..", "docs", "detection-inside.md");

    private static final String MACHINES = "the machine's";

    private final List<String> rows = new ArrayList<>();

    /** One place. Where the machine's own files are seen, they decide what those say who believe files. */
    void add(InsideCase place, InsideAnswer answer, InsideAnswer outside) {
        List<InsideAnswer.Layer> layers = answer.around(outside);
        rows.add(row(
                place.title(),
                place.user(),
                place.isOwnRoot() ? "its own" : MACHINES,
                cell(layers.stream().map(InsideAnswer.Layer::toString).toList()),
                answer.virtWhat(),
                answer.systemd(),
                cell(layers.stream()
                        .flatMap(layer -> layer.sources().stream())
                        .distinct()
                        .map(source -> "`" + source + "`")
                        .toList())));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String cell(List<String> names) {
        return names.isEmpty() ? InsideAnswer.NOTHING : String.join(", ", names);
    }

    int size() {
        return rows.size();
    }

    List<String> lines(InsideAnswer outside) throws IOException {
        List<String> lines = new ArrayList<>("""
                # Detection from inside

                `DetectInsideLiveTest` starts each engine, runs `hv detect` in a container of it, and virt-what and `systemd-detect-virt` right
                after it in the same container. It fails where `hv detect` answers otherwise than here, and writes this page (in `sdk-cli`,
                with `-Dhvsdk.inside.write=true`). [detection.md](detection.md) says how it comes to its answers.

                A cell has what is said beyond the machine itself: `-` is "no container". User 1000 asks without an environment, as a service
                does; virt-what refuses to work for anybody but root.
                """.lines().toList());
        lines.add("");
        lines.addAll(versions(outside));
        lines.add("");
        lines.add(row(
                "inside of",
                "as",
                "root directory",
                "`hv detect`",
                "virt-what",
                "`systemd-detect-virt`",
                "what `hv detect` saw"));
        lines.add("| --- | --- | --- | --- | --- | --- | --- |");
        lines.addAll(rows);
        lines.addAll("""

                - The machine that wrote this page has a left-over `/.dockerenv` in its root, and so has the directory of the `chroot`, which
                  is also bubblewrap's ROOT: who goes by that file sees a Docker that is not there.
                - A `chroot`, and namespaces of mounts or users alone, are no layer: nothing there tells them from a service that was shut in. A
                  bubblewrap of that kind shows only where it made the root itself.
                - Process ids of one's own without an engine are `container-other`: possible, and likely beside other namespaces.
                - LXD is built on LXC, and to the other two it is LXC.

                ## Xen

                In Xen 4.17.7 under Debian 12, on a machine that QEMU 7.2 emulates with AMD-V; `hv` in a Java 17 of its own in dom0 and PV. `XenInsideLiveTest` reads the
                same of dom0 and of guests (with `-Plive-xen`); `xen-dom0`, `xen-pv` and `xen-pvh` among the captured hosts are what was collected there.

                | inside of | `hv detect` | virt-what | `systemd-detect-virt` | `lscpu` |
                | --- | --- | --- | --- | --- |
                | dom0 | qemu (likely), xen dom0 as the host (certain) | xen, xen-dom0 | qemu | Xen, none |
                | PV guest | xen pv (certain) | xen, xen-domU | xen | Xen, para |
                | PVH guest | xen pvh (certain) | xen, xen-domU | xen | Xen, full |

                - What the CPU and the IOMMU do for virtualization Xen keeps from its dom0: no flag `svm`, no bit of CPUID, no IOMMU group. `hv features`
                  says `hidden-by-hypervisor` of them and sends to `xl info`, where `virt_caps` is the truth: `hvm`, `hap`, `hvm_directio`, `pv_directio`.
                - An IOMMU that no table of the firmware announces is `unknown` in dom0. Intel's table is there under the name `XMAR`, by which Xen hides it.
                - A PV guest cannot have nested virtualization: the remedy is an HVM guest.
                """.lines().toList());
        return lines;
    }

    private static List<String> versions(InsideAnswer outside) {
        String systemd = Tool.here("systemd-detect-virt")
                .run("--version")
                .lines()
                .findFirst()
                .orElseThrow();
        return List.of(
                "Machine: " + (outside.machine().isEmpty() ? "physical" : String.join(", ", outside.machine())) + ".",
                "Versions: virt-what " + Tool.here("virt-what").run("--version") + ", " + systemd + ".");
    }

    /** What has to be the same on each machine: neither its own files, nor its version of control groups and of the tools. */
    static List<String> comparable(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("Machine:") && !line.startsWith("Versions:"))
                .map(InsidePage::comparable)
                .toList();
    }

    private static String comparable(String line) {
        List<String> cells = List.of(line.split(" \\| "));
        if (cells.size() < 7) {
            return line;
        }
        return cells.stream().limit(cells.get(2).equals(MACHINES) ? 4 : 6).collect(Collectors.joining(" | "));
    }

    static List<String> committed() throws IOException {
        return Files.exists(PATH) ? Files.readAllLines(PATH) : List.of();
    }
}
