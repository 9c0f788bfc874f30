#!/usr/bin/env bash
# Makes a new, empty cluster at each start, for memory does not outlast a kill, and then becomes the gateway.
# The user is made before the gateway listens, so a gateway that answers is ready.
set -euo pipefail

fsid=$(cat /proc/sys/kernel/random/uuid)
osd=$(cat /proc/sys/kernel/random/uuid)
admin=/etc/ceph/ceph.client.admin.keyring
mon_data=/var/lib/ceph/mon/ceph-a
osd_data=/var/lib/ceph/osd/ceph-0

rm -rf "$mon_data" "$osd_data" /etc/ceph /var/run/ceph /tmp/mon.keyring /tmp/monmap
mkdir -p "$mon_data" "$osd_data" /etc/ceph /var/run/ceph

# paxos: a lone monitor has nobody to wait for; with the defaults the start takes 13 s.
# memstore, gc: what is deleted leaves the memory within two minutes, and 1 GiB is all there is.
cat >/etc/ceph/ceph.conf <<CONF
[global]
fsid = $fsid
mon host = [v2:127.0.0.1:3300,v1:127.0.0.1:6789]
public network = 127.0.0.0/8
paxos propose interval = 0.05
paxos min wait = 0.01
mon allow pool size one = true
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 1073741824
rgw gc obj min wait = 60
rgw gc processor period = 60
rgw frontends = beast port=8080
CONF

ceph-authtool --create-keyring "$admin" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *'
ceph-authtool --create-keyring /tmp/mon.keyring --gen-key -n mon. --cap mon 'allow *'
ceph-authtool /tmp/mon.keyring --import-keyring "$admin"
# --addv: with --add the monitor listens by the old protocol alone, and the clients above ask for the new one first.
monmaptool --create --fsid "$fsid" --addv a '[v2:127.0.0.1:3300,v1:127.0.0.1:6789]' /tmp/monmap
ceph-mon -i a --mkfs --monmap /tmp/monmap --keyring /tmp/mon.keyring
ceph-mon -i a

secret=$(ceph-authtool --gen-print-key)
ceph-authtool --create-keyring "$osd_data/keyring" -n osd.0 --add-key "$secret"
printf '{"cephx_secret": "%s"}' "$secret" | ceph --connect-timeout 30 osd new "$osd" -i -
ceph-osd -i 0 --mkfs --osd-uuid "$osd"
ceph-osd -i 0

radosgw-admin user create --uid kakusan --display-name Kakusan \
  --access-key "$ACCESS_KEY" --secret-key "$SECRET_KEY" >/dev/null

exec radosgw -f -n client.admin --keyring "$admin"
