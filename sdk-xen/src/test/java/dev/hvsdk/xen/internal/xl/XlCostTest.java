/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.VirtualHardware;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many commands an operation costs; the figures are those of the guide. */
class XlCostTest {
    /** What looks at all guests. */
    private static final String SURVEY = "sh -c list=";

    @TempDir
    private Path directory;

    private StandInHost standIn;
    private CountedCommands commands;
    private Hypervisor host;

    @BeforeEach
    void open() {
        standIn = StandInHost.in(directory);
        commands = new CountedCommands(standIn.xl());
        host = standIn.open(ConnectSpec.of(standIn.uri()), commands);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Guest stopped(String name) {
        return standIn.defined(host, name, UnaryOperator.identity());
    }

    private Guest running(String name) {
        Guest guest = stopped(name);
        guest.start().await();
        return guest;
    }

    private static long surveys(List<String> run) {
        return run.stream().filter(command -> command.startsWith(SURVEY)).count();
    }

    @Test
    void aConnectionCostsOne() {
        assertThat(commands.of(() ->
                        standIn.open(ConnectSpec.of(standIn.uri()), commands).close()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12})
    void aListingCostsOneWhateverTheNumber(int guests) {
        for (int i = 0; i < guests; i++) {
            running("web" + i);
        }

        assertThat(commands.of(() -> host.guests())).hasSize(1);
        assertThat(host.guests()).hasSize(guests + 1);
        assertThat(commands.of(
                        () -> host.capability(BulkStatistics.class).require().read(GuestQuery.all())))
                .hasSize(2);
    }

    @Test
    void aReadingCostsOne() {
        Guest guest = running("web");

        assertThat(commands.of(guest::info)).hasSize(1);
        assertThat(commands.of(
                        () -> guest.capability(Statistics.class).require().read()))
                .hasSize(2);
    }

    @Test
    void aGuestIsDefinedByTwoAndRemovedByTwo() {
        assertThat(commands.of(() -> stopped("web"))).hasSize(2);
        Guest guest = stopped("db");
        assertThat(commands.of(() -> guest.undefine().await())).hasSize(2);
    }

    @Test
    void aPreviewCostsNone() {
        assertThat(commands.of(() -> host.capability(DefinitionPreview.class)
                        .require()
                        .preview(standIn.guest("web").build())))
                .isEmpty();
    }

    @Test
    void aChangeOfStateCostsOneBetweenTwoReadings() {
        Guest guest = stopped("web");

        assertThat(commands.of(() -> guest.start().await())).hasSize(3);
        assertThat(commands.of(() -> guest.pause().await())).hasSize(3);
        assertThat(commands.of(() -> guest.resume().await())).hasSize(3);
        assertThat(commands.of(() -> guest.stop().await())).hasSize(3);
    }

    @Test
    void aRebootLooksAtAllGuestsBeforeAndAfterAndAtOneInBetween() {
        Guest guest = running("web");

        List<String> run = commands.of(() -> guest.reboot().await());

        assertThat(surveys(run)).isEqualTo(3);
        assertThat(run).anyMatch(command -> command.endsWith("list -v 1")).hasSizeBetween(5, 9);
    }

    @Test
    void aDiskCostsFourWhileItsGuestRuns() {
        Guest guest = running("web");
        VirtualHardware hardware = guest.capability(VirtualHardware.class).require();
        DiskSpec disk = DiskSpec.builder(standIn.disk("data.img").toString()).build();

        List<String> run = commands.of(() -> hardware.attachDisk(disk).await());

        assertThat(run).hasSize(4);
        assertThat(surveys(run)).isEqualTo(1);
    }

    @Test
    void limitsCostOneEachBetweenTwoReadingsAndAFile() {
        Guest guest = running("web");
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        ResourceLimits limits = ResourceLimits.builder().cpuWeight(100).build();

        assertThat(commands.of(() -> tuning.apply(limits).await())).hasSize(4);
    }
}
