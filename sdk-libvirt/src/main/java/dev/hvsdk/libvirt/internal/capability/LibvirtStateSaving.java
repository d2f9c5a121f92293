/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.GuestKind;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirSave;
import dev.hvsdk.spi.support.OperationSource;
import java.util.Optional;

/** Libvirt's managed save, whose file libvirt chooses and finds again at the next start. Immutable. */
final class LibvirtStateSaving implements StateSaving {
    private static final String SAVE = "save";
    private static final String DISCARD = "discard saved state";

    private final GuestAccess guest;

    private LibvirtStateSaving(GuestAccess guest) {
        this.guest = guest;
    }

    static Support<StateSaving> of(GuestAccess guest) {
        return guest.supported("saved states", domain -> asked(guest, domain))
                .map(yes -> new LibvirtStateSaving(guest));
    }

    /** The driver of containers says that there are none, and only then that it cannot make one. */
    private static boolean asked(GuestAccess guest, long domain) {
        if (GuestKind.isContainer(domain)) {
            throw guest.errors(SAVE)
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "libvirt writes no memory of containers to disk");
        }
        return isSaved(domain);
    }

    @Override
    public Operation<GuestInfo> save() {
        return guest.change(SAVE, this::save);
    }

    private GuestInfo save(OperationSource<GuestInfo> source) {
        source.onCancel(() -> JobWatch.abort(guest));
        JobWatch watch = JobWatch.start(guest, "saving", Optional.empty(), source::progress);
        try {
            return guest.work(SAVE, domain -> {
                Vir.check(VirSave.virDomainManagedSave(domain, 0));
                return guest.info(domain);
            });
        } finally {
            watch.close();
        }
    }

    @Override
    public boolean isSaved() {
        return guest.read("ask for saved state", LibvirtStateSaving::isSaved);
    }

    private static boolean isSaved(long domain) {
        return Vir.check(VirSave.virDomainHasManagedSaveImage(domain, 0)) == 1;
    }

    @Override
    public Operation<GuestInfo> discard() {
        return guest.change(
                DISCARD,
                source -> guest.work(DISCARD, domain -> {
                    if (!isSaved(domain)) {
                        throw guest.errors(DISCARD).notFound("the guest has no saved state");
                    }
                    Vir.check(VirSave.virDomainManagedSaveRemove(domain, 0));
                    return guest.info(domain);
                }));
    }
}
