/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.workload.Workloads;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what runs on this machine that is itself virtualization. */
@Command(
        name = "workloads",
        description = {
            "List what runs on this machine that is itself virtualization: monitors of virtual machines (QEMU, Firecracker, Cloud "
                    + "Hypervisor, VirtualBox, VMware, Xen's, bhyve, Bochs, user-mode Linux), containers, Java and Wine programs.",
            "",
            "Found among the processes, whoever started them: who manages one is shown where its command line tells. Of command lines "
                    + "only names are shown, because they hold secrets. The memory is that of the process, PSS where it may be read and "
                    + "else RSS; of a container it is that of the process beside it. 'hv guests URI' asks a host for its guests."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv workloads                   this machine",
            "  sudo hv workloads              with the PSS of other users' processes",
            "  hv workloads --format json | jq '.workloads[] | select(.manager == null)'"
        })
final class WorkloadsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    WorkloadsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Workloads workloads = host.inspector().workloads();
        return host.output()
                .answer(
                        session,
                        json -> WorkloadsJson.write(json, workloads),
                        page -> WorkloadsPage.show(page, workloads));
    }
}
