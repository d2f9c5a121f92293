/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package containertour;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.CommitSpec;
import dev.hvsdk.containers.CommittedImage;
import dev.hvsdk.containers.ContainerDetails;
import dev.hvsdk.containers.ContainerImages;
import dev.hvsdk.containers.ContainerInspection;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.HealthCheck;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.containers.LxdOptions;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The code of the guide to containers, so that it has been compiled. */
final class ContainerTour {
    private ContainerTour() {}

    static void run() {
        try (Hypervisor host = Hypervisors.load().open("docker:///")) {
            GuestSpec spec = GuestSpec.builder("db")
                    .boot(BootSource.image("postgres:18", List.of()))
                    .memory(MemorySize.ofGibibytes(1))
                    .build();
            Guest guest = host.define(spec).await();
            guest.start().await();
            System.out.println(command(guest));
        }
    }

    static String keep(Guest guest) {
        CommittedImage image = guest.capability(ContainerImages.class)
                .require()
                .commit(CommitSpec.of("db:before-upgrade"))
                .await();
        return image.id();
    }

    static String command(Guest guest) {
        return guest.capability(GuestExec.class)
                .require()
                .run(ExecSpec.builder(List.of("cat", "/etc/os-release")).build())
                .await(Duration.ofSeconds(10))
                .outputText();
    }

    static GuestSpec options() {
        return GuestSpec.builder("web")
                .boot(BootSource.image("nginx:1.29", List.of()))
                .with(ContainerOptions.builder()
                        .environment("TZ", "UTC")
                        .port(PublishedPort.parse("127.0.0.1:8080:80"))
                        .mount(ContainerMount.bind("/srv/web", "/usr/share/nginx/html")
                                .readOnly())
                        .restartPolicy(RestartPolicy.UNLESS_STOPPED)
                        .dropCapability("ALL")
                        .addCapability("NET_BIND_SERVICE")
                        .healthCheck(HealthCheck.builder(List.of("nginx", "-t")).build())
                        .maxProcesses(50)
                        .build())
                .device(DeviceNode.builder("/dev/fuse").build())
                .build();
    }

    static void logs(Guest guest) {
        ContainerLogs logs = guest.capability(ContainerLogs.class).require();
        logs.read(LogQuery.builder().tail(20).build()).forEach(System.out::println);
    }

    static void health(Guest guest) {
        ContainerDetails details =
                guest.capability(ContainerInspection.class).require().read();
        details.health().ifPresent(System.out::println);
        details.mounts().forEach(System.out::println);
    }

    static void withOptions(Hypervisor host) {
        host.define(GuestSpec.builder("web")
                        .boot(BootSource.image("debian", List.of()))
                        .memory(MemorySize.ofGibibytes(1))
                        .with(LxdOptions.builder()
                                .config("security.nesting", "true")
                                .device("data", Map.of("type", "disk", "source", "/srv/data", "path", "/data"))
                                .build())
                        .build())
                .await();
    }
}
