/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package hosttour;

import dev.hvsdk.host.CpuidInspection;
import dev.hvsdk.host.Detection;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.SystemdDetectVirt;
import dev.hvsdk.host.VirtWhat;
import dev.hvsdk.host.cpuid.CpuidDump;
import dev.hvsdk.host.cpuid.DumpedCpu;
import dev.hvsdk.host.doctor.CheckGroup;
import dev.hvsdk.host.doctor.HostDoctor;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.topology.HostTopology;
import dev.hvsdk.host.topology.PictureFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The code of the guide to the machine itself, so that it has been compiled. */
final class HostTour {
    private HostTour() {}

    static void whatItRunsIn(HostRoot root) {
        Detection detection = HostInspector.of(root).detect();
        System.out.println(detection.verdict() + ": " + detection.layers());
        detection.signals().forEach(System.out::println);
        System.out.println(VirtWhat.facts(detection));
        System.out.println(SystemdDetectVirt.word(detection, SystemdDetectVirt.Scope.ANY));
    }

    static void whatItCanDo(HostRoot root) {
        HostInspector inspector = HostInspector.of(root);
        inspector.features().forEach(System.out::println);
        HostDoctor.of(root).examine(HostDoctor.checks(CheckGroup.KVM)).results().forEach(System.out::println);
    }

    static void draw(HostRoot root, Path page) throws IOException {
        Files.writeString(page, HostTopology.of(root).picture(PictureFormat.HTML));
    }

    static void aCpuThatIsNotHere(Path file) {
        CpuidDump dump = CpuidDump.read(file);
        CpuidInspection.of(dump).kinds().forEach(kind -> kind.bits().forEach(System.out::println));
        for (DumpedCpu cpu : dump.cpus()) {
            System.out.println(HostInspector.of(cpu.host()).features());
        }
    }

    static void whatRunsOnIt(HostRoot root) {
        HostInspector.of(root)
                .workloads()
                .found()
                .forEach(workload ->
                        System.out.println(workload + " of " + workload.owner().orElse("nobody")));
    }

    static void whatCanBeGivenAway(HostRoot root) {
        HostInspector.of(root).devices().forEach(device -> System.out.println(device + ": " + device.assignability()));
    }

    /** Of this machine, or of one that {@code hv capture} has written into the directory that is named. */
    public static void main(String... arguments) throws IOException {
        HostRoot root = arguments.length == 0 ? HostRoot.live() : HostRoot.captured(Path.of(arguments[0]));
        whatItRunsIn(root);
        whatItCanDo(root);
        whatRunsOnIt(root);
        whatCanBeGivenAway(root);
        draw(root, Files.createTempFile("host", ".html"));
    }
}
