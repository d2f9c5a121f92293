/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountersTest {
    @TempDir
    private Path sys;

    private Counters read() {
        CommandResult result =
                CommandRunner.local().run(Command.of("sh", "-c", Counters.SCRIPT, "counters", sys.toString()));
        assertThat(result.stderr()).isEmpty();
        return Counters.parse(result.stdout());
    }

    private void write(String path, String text) throws IOException {
        Path file = sys.resolve("bus/xen-backend/devices").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    @Test
    void readsWhatDom0CountsOfAllDomains() throws IOException {
        write("vbd-7-51712/statistics/rd_sect", "10");
        write("vbd-7-51712/statistics/wr_sect", "2");
        write("vif-7-0/net/vif7.0/statistics/rx_bytes", "300");
        write("vif-7-0/net/vif7.0/statistics/tx_bytes", "946");
        write("vif-8-1/net/inside/statistics/rx_bytes", "1");
        write("vif-8-1/net/inside/statistics/tx_bytes", "2");

        Counters counters = read();

        assertThat(counters.disks(7))
                .containsExactly(new DiskCounters("xvda", MemorySize.ofBytes(5120), MemorySize.ofBytes(1024)));
        assertThat(counters.nics(7))
                .containsExactly(new NicCounters("vif7.0", MemorySize.ofBytes(946), MemorySize.ofBytes(300)));
        assertThat(counters.nics(8)).extracting(NicCounters::device).containsExactly("inside");
        assertThat(counters.disks(8)).isEmpty();
    }

    @Test
    void aHostWithoutDevicesHasNoCounters() throws IOException {
        write("vif-7-0/state", "1");
        write("qdisk-7-51712/state", "1");

        assertThat(read().nics(7)).isEmpty();
        assertThat(read().disks(7)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "51712, xvda",
        "51713, xvda1",
        "51728, xvdb",
        "268439552, xvdq",
        "268442112, xvdaa",
        "768, hda",
        "832, hdb",
        "5632, hdc",
        "2048, sda",
        "2064, sdb",
        "99, 99"
    })
    void namesDisksAsGuestsDo(int number, String name) {
        assertThat(DiskName.of(number)).isEqualTo(name);
    }
}
