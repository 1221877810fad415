#!/bin/bash
# Boots ROOT by its systemd in namespaces of its own, with a tree of control groups and a
# network of its own; ends when that system is shut down or told to start anew.
set -eu
root=$1
tree=$(findmnt --noheadings --output TARGET --types cgroup2 | head -n 1)
[ -n "$tree" ] || { echo "There is no cgroup2 on this machine." >&2; exit 3; }
group=$tree/unhidden-boot-$$
mkdir "$group"
echo $$ >"$group/cgroup.procs"
exec unshare --mount --pid --cgroup --uts --ipc --net --fork --kill-child -- bash -euc '
  root=$1
  mount --make-rprivate /
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  for place in run tmp; do mount -t tmpfs -o mode=755 tmpfs "$root/$place"; done
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
  mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  hostname booted
  cd "$root"
  mkdir -p old
  pivot_root . old
  umount -l /old
  exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system systemd.unit=multi-user.target
' - "$root"
